/** CSV and its relatives (RFC 4180, with semicolons and tabs too). Every value stays text: a code keeps its zeros. */
import { cellLettersMost, cellsMost, fileRefused } from './file-refused.ts'
import type { TableRow } from './table.ts'

export function readDelimited(file: string, text: string): readonly TableRow[] {
  const separator = separatorOf(text)
  const rows: TableRow[] = []
  let cells: string[] = []
  let number = 1
  let count = 0
  let at = 0
  const end = () => {
    while (cells.length > 0 && cells.at(-1) === '') cells.pop()
    count += cells.length
    if (count > cellsMost) throw fileRefused(file, 'too_many_cells')
    if (cells.length > 0) rows.push({ number, cells: cells.map(cell => (cell === '' ? undefined : cell)) })
    cells = []
    number++
  }
  while (at < text.length) {
    let value: string
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1)
      value = text.slice(at + 1, closing).replaceAll('""', '"')
      at = closing + 1
      // What follows a closing quote belongs to no well-formed file; it is kept rather than lost.
      const next = endOfValue(text, at, separator)
      value += text.slice(at, next)
      at = next
    } else {
      const next = endOfValue(text, at, separator)
      value = text.slice(at, next)
      at = next
    }
    if (cells.length > 1000) throw fileRefused(file, 'too_many_cells')
    if (value.length > cellLettersMost) throw fileRefused(file, 'cell_too_long')
    cells.push(value.trim())
    if (text[at] === separator) {
      at++
      if (at === text.length) cells.push('')
    } else {
      if (text[at] === '\r' && text[at + 1] === '\n') at++
      at++
      end()
    }
  }
  if (cells.length > 0) end()
  return rows
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return text.length
}

function endOfValue(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** The one that stands oftenest in the first lines; a comma where none does. */
function separatorOf(text: string): string {
  const sample = text.slice(0, 4000)
  const counts = ['\t', ';', ',', '|'].map(each => ({ each, count: sample.split(each).length - 1 }))
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one))
  return best.count === 0 ? ',' : best.each
}
