/**
 * Text as people typed it, without what only deceives the eye: direction marks, zero-width letters, control letters. Emoji,
 * rare Han letters and every script stay. Joiners between emoji stay too: they are part of the sign.
 */
const unseen = new RegExp(
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]' + // control letters, not tab and new line
    '|[\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]' + // zero width, direction, byte order
    '|\\u200d(?!\\p{Extended_Pictographic})', // a joiner that joins nothing
  'gu',
)

export function cleanWords(text: string): string {
  return text
    .toWellFormed()
    .replace(unseen, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
