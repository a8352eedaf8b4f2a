/** A workbook of one sheet. The library is loaded when somebody asks for one: it takes 6 MB that most hours need not. */
import type { CellObject } from '@e965/xlsx'

export type NewSheet = {
  /** The name on the tab, cut to the 31 letters that Excel allows. */
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** In letters, by column. */
  readonly widths: readonly number[]
  /** The first row is one cell over all columns. */
  readonly titled?: boolean
}

/** Codes and phone numbers are text and stay so when they are edited: Excel would round the one and strip the other. */
export async function writeWorkbook({ name, rows, widths, titled = false }: NewSheet): Promise<Buffer> {
  const { utils, write } = await import('@e965/xlsx')
  const text = (value: string): CellObject => ({ t: 's', v: value, z: '@' })
  const sheet = utils.aoa_to_sheet(rows.map(row => row.map(text)))
  sheet['!cols'] = widths.map(wch => ({ wch }))
  if (titled) sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: widths.length - 1 } }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name.slice(0, 31))
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}
