/**
 * A list of holidays as it stands in a notice, read line by line: `2027-02-05 至 2027-02-11 休 春节`, `2027年2月4日 上班`.
 * Pure; a line that cannot be read is named, never guessed at.
 */
export type ListedDay = { readonly day: string; readonly kind: 'off' | 'work'; readonly note: string }
export type LineFault = { readonly line: number; readonly text: string; readonly fault: 'pasteWrong' | 'pasteOther' }

const date = String.raw`(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?`
const form = new RegExp(
  String.raw`^\s*${date}(?:\s*(?:至|到|—|–|~|～|-|to)\s*${date})?\s*[,，:：]?\s*(休|放假|假|班|上班|补班|调休上班|off|holiday|work|workday)\s*[,，:：]?\s*(.{0,60})$`,
  'iu',
)
const isWork = /班|work/i
const dayMilliseconds = 86_400_000
/** Longer is a slip of the pen: the longest holiday has nine days. */
const longestStretch = 31

export function readDayList(
  text: string,
  year: number,
): { readonly days: readonly ListedDay[]; readonly faults: readonly LineFault[] } {
  const days = new Map<string, ListedDay>()
  const faults: LineFault[] = []
  text.split(/\r?\n|[;；。]/).forEach((written, at) => {
    if (written.trim() === '') return
    const line = { line: at + 1, text: written.trim().slice(0, 60) }
    const found = form.exec(written)
    const stretch = found === null ? undefined : stretchOf(found, year)
    if (found === null || stretch === undefined) {
      faults.push({ ...line, fault: 'pasteWrong' })
      return
    }
    const kind = isWork.test(found[7] ?? '') ? 'work' : 'off'
    const inYear = stretch.filter(day => day.startsWith(`${year}-`))
    if (inYear.length < stretch.length) faults.push({ ...line, fault: 'pasteOther' })
    for (const day of inYear) days.set(day, { day, kind, note: (found[8] ?? '').trim() })
  })
  return { days: [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1)), faults }
}

function stretchOf(found: RegExpExecArray, year: number): readonly string[] | undefined {
  const first = dayOf(found[1], found[2], found[3], year)
  const last = found[5] === undefined ? first : dayOf(found[4] ?? found[1], found[5], found[6], year)
  if (first === undefined || last === undefined) return undefined
  const length = (last - first) / dayMilliseconds + 1
  if (length < 1 || length > longestStretch) return undefined
  return Array.from({ length }, (_, at) => new Date(first + at * dayMilliseconds).toISOString().slice(0, 10))
}

/** Undefined: no day of the calendar, such as 30 February. */
function dayOf(year: string | undefined, month: string | undefined, day: string | undefined, usual: number) {
  const at = Date.UTC(Number(year ?? usual), Number(month) - 1, Number(day))
  return new Date(at).getUTCDate() === Number(day) && Number(month) <= 12 ? at : undefined
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7) + 1
}

export function daysOfYear(year: number): readonly string[] {
  const first = Date.UTC(year, 0, 1)
  const count = (Date.UTC(year + 1, 0, 1) - first) / dayMilliseconds
  return Array.from({ length: count }, (_, at) => new Date(first + at * dayMilliseconds).toISOString().slice(0, 10))
}
