/**
 * The story's photos are drawn, not taken: flat shapes that show what the sentence says, each stamped 示例. They go the way
 * of every upload (checked, re-encoded, kept by digest).
 */
import sharp from 'sharp'

const width = 960
const height = 720

type Shape = string

const box = (x: number, y: number, w: number, h: number, fill: string, round = 0): Shape =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${round}" fill="${fill}"/>`
const disc = (x: number, y: number, r: number, fill: string, flat = 1): Shape =>
  `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * flat}" fill="${fill}"/>`
const line = (points: string, stroke: string, thick = 8): Shape =>
  `<polyline points="${points}" fill="none" stroke="${stroke}" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round"/>`
const area = (points: string, fill: string): Shape => `<polygon points="${points}" fill="${fill}"/>`

const day: Shape =
  box(0, 0, width, 430, '#cfe3ea') + area('0,430 180,330 380,400 620,300 960,390 960,460 0,460', '#8fae8b')
const night: Shape =
  box(0, 0, width, height, '#1d2733') + area('0,430 220,350 520,410 960,340 960,460 0,460', '#16202a')
const ground = (fill: string): Shape => box(0, 430, width, 290, fill)
const lane: Shape = ground('#b9a98c') + area('380,430 580,430 820,720 140,720', '#8d8474')
const house: Shape =
  box(610, 230, 270, 220, '#e2d8c7') + area('590,240 745,150 900,240', '#9a5b45') + box(700, 340, 70, 110, '#6d5844')
const tree: Shape =
  box(150, 260, 46, 190, '#6d5240') + disc(170, 210, 150, '#4f7a4d', 0.8) + disc(270, 250, 90, '#5c8a58', 0.8)
const pole: Shape =
  box(470, 130, 16, 340, '#5f666b') + line('478,140 560,120', '#5f666b', 10) + box(540, 108, 60, 18, '#454b50', 6)
const heap = (fill: string): Shape =>
  disc(420, 560, 120, fill, 0.6) +
  disc(530, 580, 100, '#5f6b73', 0.6) +
  disc(350, 590, 80, '#a8765a', 0.6) +
  box(450, 500, 50, 60, '#d8d3c4')
const pit: Shape =
  area('240,520 720,520 760,660 200,660', '#a7a39a') + area('270,535 690,535 715,640 240,640', '#77736b')
const field: Shape =
  ground('#a9b96f') +
  Array.from({ length: 7 }, (_, row) => line(`0,${480 + row * 36} 960,${470 + row * 36}`, '#7f9750', 6)).join('')
const channel = (water: string): Shape =>
  area('420,430 520,430 640,720 300,720', '#9b9486') + area('440,430 500,430 590,720 350,720', water)
const hole: Shape = disc(480, 580, 120, '#53504a', 0.45) + disc(480, 586, 96, '#1f1d1a', 0.45)
const cover: Shape =
  disc(480, 580, 120, '#53504a', 0.45) +
  disc(480, 580, 98, '#7a766d', 0.45) +
  line('420,580 540,580', '#53504a') +
  line('480,552 480,608', '#53504a')
const bridge: Shape = box(0, 430, width, 290, '#7ba3b0') + area('0,400 960,400 960,520 0,520', '#a19a8d')
const rail = (from: number, to: number): Shape =>
  line(`${from},330 ${to},330`, '#d9d5cb', 12) +
  line(`${from},370 ${to},370`, '#d9d5cb', 12) +
  Array.from({ length: Math.floor((to - from) / 80) + 1 }, (_, post) =>
    box(from + post * 80 - 6, 310, 12, 95, '#c3beb2'),
  ).join('')
const wires: Shape =
  line('0,180 300,210 640,190 960,230', '#3b3f42', 4) + line('0,210 300,240 640,220 960,260', '#3b3f42', 4)
const bamboo: Shape = [120, 180, 240, 300, 350]
  .map((x, at) => line(`${x},470 ${x + 40},320 ${x + 110 + at * 12},180`, '#6f8f3f', 12))
  .join('')
const crack: Shape = line('300,120 330,220 300,310 345,400 320,520 350,640', '#3a332b', 14)
const wall: Shape =
  box(0, 0, width, height, '#d6c6a8') +
  Array.from({ length: 8 }, (_, row) => line(`0,${row * 90} 960,${row * 90}`, '#bfae8e', 3)).join('')
const lorry: Shape =
  box(240, 330, 300, 150, '#b98f4f') +
  box(540, 380, 120, 100, '#51646e') +
  disc(320, 490, 42, '#2c2f31') +
  disc(590, 490, 42, '#2c2f31')
const mud: Shape =
  disc(300, 600, 110, '#7a5c3c', 0.3) + disc(560, 640, 150, '#6d5134', 0.3) + disc(440, 540, 70, '#7a5c3c', 0.3)
const slide: Shape =
  area('0,430 120,180 330,430', '#5d7f54') +
  area('120,200 460,560 60,560', '#9c6b42') +
  disc(330, 570, 40, '#86603c') +
  disc(430, 590, 28, '#86603c')
const glow: Shape = disc(570, 126, 110, '#6d6748') + disc(570, 126, 30, '#fbeec0')
const roof: Shape =
  box(0, 0, width, height, '#4a4038') +
  area('0,0 960,0 960,260 0,200', '#6d5a4a') +
  disc(520, 150, 46, '#cfd8dc', 0.6) +
  line('520,190 520,470', '#a9c6d3', 6) +
  disc(520, 580, 130, '#8a9aa3', 0.5) +
  disc(520, 570, 110, '#a9c6d3', 0.4)
const meter: Shape =
  box(0, 0, width, height, '#d9d4ca') +
  disc(480, 330, 190, '#f2efe8') +
  disc(480, 330, 170, '#ffffff') +
  line('480,330 400,420', '#b23a2e', 10) +
  box(440, 520, 80, 200, '#8d9499')
const tricycle = (x: number): Shape =>
  box(x, 500, 110, 60, '#4d7186', 8) + disc(x + 20, 570, 20, '#2c2f31') + disc(x + 92, 570, 20, '#2c2f31')

const drawings: Readonly<Record<string, Shape>> = {
  灯不亮: night + lane.replaceAll('#b9a98c', '#232c33').replaceAll('#8d8474', '#2d363d') + pole,
  灯亮了: night + lane.replaceAll('#b9a98c', '#33362f').replaceAll('#8d8474', '#4a473c') + glow + pole,
  垃圾池满: day + ground('#b9a98c') + pit + heap('#7d6a4d'),
  垃圾池清: day + ground('#b9a98c') + pit,
  烂泥路: day + lane + mud + house,
  碎石路: day + ground('#b9a98c') + area('380,430 580,430 820,720 140,720', '#a9a59b') + house,
  井盖空: day + ground('#8f8c86') + hole,
  井盖盖好: day + ground('#8f8c86') + cover,
  竹压线: day + ground('#9caf6d') + wires + bamboo,
  竹已清: day + ground('#9caf6d') + wires,
  水渠堵: day + field + channel('#7a5c3c'),
  水渠通: day + field + channel('#6fa3b8'),
  墙裂: wall + crack,
  护栏断: day + bridge + rail(40, 360) + rail(600, 920),
  泥头车: day + lane + lorry + mud,
  滚泥: day + ground('#a79a7a') + house + slide,
  屋漏: roof,
  水压表: meter,
  水管换好: day + ground('#a79a7a') + line('60,600 900,600', '#3f7fa3', 34) + box(430, 570, 70, 60, '#7c8a91', 6),
  校门三轮: day + ground('#8f8c86') + house + tricycle(180) + tricycle(330) + tricycle(470),
  树倒: day + lane + line('120,560 820,500', '#6d5240', 44) + disc(820, 480, 120, '#4f7a4d', 0.7),
  树已清: day + lane + tree,
  看图: day + ground('#b9a98c') + tree + house,
}

export const drawingNames = Object.keys(drawings)

/** Inside the square that a list shows of a photo. 示例 in strokes, since a machine may have no Chinese face to draw letters with. */
const stamp: Shape = `<g transform="translate(690 646)" fill="none" stroke="#7a2e24" stroke-width="5" stroke-linecap="round">
<rect x="-10" y="-12" width="148" height="74" rx="6" fill="#ffffff" fill-opacity="0.82"/>
<path d="M12 4H48M4 20H56M30 20V50Q30 54 22 50M18 30L8 44M42 30L54 44"/>
<path d="M82 0L70 24M77 12V54M90 4H112M102 4L88 32M96 16H110L92 52M98 28L103 34M118 10V38M130 0V48Q130 54 120 50"/>
</g>`

const made = new Map<string, Promise<Buffer>>()

export function drawPhoto(name: string): Promise<Buffer> {
  const shapes = drawings[name]
  if (shapes === undefined) throw new Error(`The story has no drawing ${name}.`)
  const known = made.get(name)
  if (known) return known
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes}${stamp}</svg>`
  const drawn = sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()
  made.set(name, drawn)
  return drawn
}
