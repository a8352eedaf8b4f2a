/**
 * The files with which a town comes to an empty installation, of the example town's villages: list, outlines, households,
 * and the team's list filled in over the product's own table. Places and people are invented, the villages' codes are real.
 */
import { read, utils, write } from '@e965/xlsx'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { householdPoints } from './map/household-points.ts'
import { outlineTown } from './map/outline.ts'

export type Rows = readonly (readonly (string | number)[])[]

export function townFiles(named?: readonly string[]) {
  const town = outlineTown()
  const villages = town.villages.filter(({ name }) => named === undefined || named.includes(name))
  const within = locator(villages.map(({ code, shape }) => ({ id: code, shape })))
  const features = villages.map(({ name, code, shape }) => ({
    type: 'Feature',
    properties: { 名称: name, 编码: code },
    geometry: shape,
  }))
  return {
    villages: villages.map(({ code, name }) => [code, name]) as Rows,
    outlines: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
    households: householdPoints(town)
      .filter(({ lon, lat }) => within.locate(lon, lat) !== undefined)
      .map(({ lon, lat, households, people }) => [lon, lat, households, people]) as Rows,
    roster: (template: Buffer, leftOut?: readonly [string, string]) => rosterIn(template, leftOut),
  }
}

/** The rows below the headings of a table to fill in. */
export function filled(template: Buffer, rows: Rows): Buffer {
  const { sheet, lines, name } = opened(template)
  const heading = lines.findIndex(line => line.filter(cell => cell !== '').length > 1)
  utils.sheet_add_aoa(
    sheet,
    rows.map(row => [...row]),
    { origin: { r: heading + 1, c: 0 } },
  )
  return written(sheet, name)
}

const surnames = [...'陈李黄梁叶苏潘区伍温廖林何麦简余']
const firsts = [...'国志秀树桂少永美建水丽伟金德玉家']
const lasts = [...'强明英荣芳华年玲平生珍业兰全婵栋']

/** Each empty seat but one gets an invented name and number; `names` by village and grid. */
function rosterIn(template: Buffer, leftOut?: readonly [string, string]) {
  const { sheet, lines, name } = opened(template)
  const names = new Map<string, string>()
  lines.forEach((line, row) => {
    const [seat, , village = '', grid = ''] = line
    if (seat !== '待定' || (village === leftOut?.[0] && grid === leftOut[1])) return
    const count = names.size
    const person = `${surnames[count % 16]}${firsts[Math.floor(count / 16) % 16]}${lasts[(count * 7) % 16]}`
    names.set(`${village} ${grid}`, person)
    utils.sheet_add_aoa(sheet, [[person, `137${String(10_000_000 + count)}`]], { origin: { r: row, c: 0 } })
  })
  return { bytes: written(sheet, name), names }
}

function opened(template: Buffer) {
  const book = read(template, { type: 'buffer' })
  const name = book.SheetNames[0]!
  const sheet = book.Sheets[name]!
  return { name, sheet, lines: utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', blankrows: true }) }
}

function written(sheet: ReturnType<typeof utils.aoa_to_sheet>, name: string): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name)
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}
