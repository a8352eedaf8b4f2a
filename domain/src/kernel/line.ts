/** Looks like nothing and is a letter or a sign to Unicode: fillers of Hangul, the blank pattern of Braille. */
const fillers = /[\u115f\u1160\u3164\uffa0\u2800]/g
/** Control letters, zero width, direction marks; a joiner inside a sign of several stays. */
const unseen = /(?!\u200d\p{Extended_Pictographic})[\p{Cc}\p{Cf}]/gu
const sign = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * One line of text as it is kept: blanks once, nothing that only deceives the eye. Empty where nothing would be seen, so that
 * a name of blanks or of zero-width marks is no name.
 */
export function plainLine(text: string): string {
  const line = text.toWellFormed().replace(/\s+/g, ' ').replace(unseen, '').replace(fillers, ' ').replace(/ +/g, ' ')
  return sign.test(line) ? line.trim() : ''
}
