/**
 * A block copied out of a WeChat group, taken apart into messages: who, when, what. WeChat copies in several shapes, by
 * machine and version; what fits none of them is kept whole as one message, so no word is lost.
 */
export type ChatMessage = {
  readonly sender?: string
  /** What the clock of the chat showed: 2022-09-26T08:30. Without a date in the block there is none. */
  readonly wall?: string
  readonly text: string
  /** Pictures that the text only mentions; they are pasted apart. */
  readonly pictures: number
}

const day = String.raw`(?:(\d{4})\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})\s*日?)`
const clock = String.raw`(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2}):(\d{2})(?::\d{2})?`
/** 陈姐 2022/09/26 08:30 · 陈姐 上午8:30 · 陈姐 08:30:12 */
const header = new RegExp(String.raw`^(.{1,30}?)[\s:：]+(?:${day}\s*)?${clock}\s*$`)
/** —————  2022-09-26  ————— */
const dayLine = new RegExp(String.raw`^[—–\-\s]*${day}[—–\-\s]*$`)
/** 陈姐: and the words on the next line. */
const nameLine = /^([^\s:：,,。.!！?？]{1,20})[:：]\s*$/
const picture = /\[(图片|照片|Photo|Image|视频|Video)\]/g
const otherMarks = /\[(语音|表情|动画表情|位置|链接|Voice|Sticker|Location|Link)[^\]]*\]/g

const two = (value: string | number) => String(value).padStart(2, '0')

function hourOf(part: string | undefined, hour: number): number {
  if ((part === '下午' || part === '晚上') && hour < 12) return hour + 12
  if (part === '中午' && hour < 3) return hour + 12
  return part === '凌晨' && hour === 12 ? 0 : hour
}

export function readChat(pasted: string): readonly ChatMessage[] {
  type Begun = { sender?: string; wall?: string; lines: string[] }
  const begun: Begun[] = []
  let date: string | undefined
  for (const raw of pasted.replace(/\r\n?/g, '\n').split('\n')) {
    const line = raw.trim()
    const dated = dayLine.exec(line)
    if (dated !== null) {
      date = `${dated[1]}-${two(dated[2]!)}-${two(dated[3]!)}`
      continue
    }
    const head = header.exec(line)
    if (head !== null) {
      const [, sender = '', year, month, dayOfMonth, part, hour = '0', minute = '00'] = head
      if (year !== undefined) date = `${year}-${two(month!)}-${two(dayOfMonth!)}`
      const wall = date === undefined ? {} : { wall: `${date}T${two(hourOf(part, Number(hour)))}:${minute}` }
      begun.push({ sender: sender.replace(/[:：]$/, '').trim(), ...wall, lines: [] })
      continue
    }
    const named = nameLine.exec(line)
    if (named !== null) {
      begun.push({ sender: named[1]!, lines: [] })
      continue
    }
    const last = begun.at(-1)
    if (last === undefined) begun.push({ lines: [line] })
    else last.lines.push(line)
  }
  return begun
    .map(({ sender, wall, lines }) => {
      const whole = lines.join('\n')
      return {
        ...(sender === undefined ? {} : { sender }),
        ...(wall === undefined ? {} : { wall }),
        text: whole
          .replace(picture, '')
          .replace(otherMarks, '')
          .replace(/\n{2,}/g, '\n')
          .trim(),
        pictures: [...whole.matchAll(picture)].length,
      }
    })
    .filter(message => message.text !== '' || message.pictures > 0)
}
