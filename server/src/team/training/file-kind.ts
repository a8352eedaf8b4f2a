import { fileRefused } from '../../tables/file-refused.ts'
import { isZip, unpack } from '../../tables/unpack.ts'

export type FileKind = { readonly mediaType: string; readonly ending: string; readonly picture?: true }

const office = 'application/vnd.openxmlformats-officedocument'
/** By the part that each has and no other. */
const kindsOfArchives: readonly (FileKind & { readonly part: string })[] = [
  { part: 'word/document.xml', mediaType: `${office}.wordprocessingml.document`, ending: 'docx' },
  { part: 'ppt/presentation.xml', mediaType: `${office}.presentationml.presentation`, ending: 'pptx' },
  { part: 'xl/workbook.xml', mediaType: `${office}.spreadsheetml.sheet`, ending: 'xlsx' },
]
/** Whatever picture it was, the workshop makes this of it. */
const picture: FileKind = { mediaType: 'image/jpeg', ending: 'jpg', picture: true }

/** By its content: what a name or a browser says of a file is no reason to believe it. @throws Refusal file_refused */
export function fileKindOf(name: string, bytes: Buffer): FileKind {
  if (bytes.length === 0) throw fileRefused(name, 'empty')
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { mediaType: 'application/pdf', ending: 'pdf' }
  if (isPicture(bytes)) return picture
  if (!isZip(bytes)) throw fileRefused(name, 'not_a_document')
  const parts: string[] = []
  unpack(name, bytes, part => {
    parts.push(part)
    return false
  })
  if (parts.some(part => /vbaproject\.bin$/i.test(part))) throw fileRefused(name, 'macros')
  const found = kindsOfArchives.find(({ part }) => parts.includes(part))
  if (found === undefined) throw fileRefused(name, 'not_a_document')
  return { mediaType: found.mediaType, ending: found.ending }
}

function isPicture(bytes: Buffer): boolean {
  const at = (from: number, to: number) => bytes.subarray(from, to).toString('latin1')
  return (
    at(0, 3) === '\xff\xd8\xff' ||
    at(0, 8) === '\x89PNG\r\n\x1a\n' ||
    (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') ||
    (at(4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1)$/.test(at(8, 12)))
  )
}

const longest = 100

/** Without a folder or a sign that a file system would stumble over, with the ending of its content. */
export function fileNameOf(name: string, { ending }: FileKind): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .trim()
  const kept = Array.from(stem === '' ? '学习材料' : stem).slice(0, longest - ending.length - 1)
  return `${kept.join('')}.${ending}`
}
