/** Text as towns keep it: UTF-8 with and without mark, UTF-16, GB18030 (what Excel in China saves as CSV). */
import { fileRefused } from './file-refused.ts'

/** @throws Refusal file_refused: encoding_unknown */
export function decodeText(file: string, bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(file, 'utf-8', bytes)
  if (first === 0xff && second === 0xfe) return decoded(file, 'utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return decoded(file, 'utf-16be', bytes)
  const unmarked = withoutMark(bytes)
  if (unmarked !== undefined) return decoded(file, unmarked, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decoded(file, 'gb18030', bytes)
  }
}

function decoded(file: string, encoding: string, bytes: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw fileRefused(file, 'encoding_unknown')
  }
  if (text.includes('\0')) throw fileRefused(file, 'encoding_unknown')
  return text
}

/** UTF-16 without a mark shows by its empty bytes: commas, digits and line ends have one each. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 2000)
  let even = 0
  let odd = 0
  sample.forEach((byte, at) => {
    if (byte === 0) at % 2 === 0 ? even++ : odd++
  })
  const many = sample.length / 20
  if (odd > many && even === 0) return 'utf-16le'
  return even > many && odd === 0 ? 'utf-16be' : undefined
}
