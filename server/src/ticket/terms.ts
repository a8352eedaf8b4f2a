/**
 * The pieces by which a report's words are found: every two neighbouring letters of Chinese, whole words of Latin letters and
 * digits. Two characters are the shortest question that people type ("路灯").
 */
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu
const han = /^\p{Script=Han}/u

/** @returns distinct terms, at most 400: a report of 2,000 letters is a letter, and its beginning names the matter. */
export function termsOf(text: string): readonly string[] {
  const terms = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (terms.size >= 400) break
    if (!han.test(run)) {
      terms.add(run.slice(0, 30))
      continue
    }
    const letters = [...run]
    if (letters.length === 1) terms.add(run)
    for (let place = 0; place + 1 < letters.length && terms.size < 400; place += 1) {
      terms.add(`${letters[place]}${letters[place + 1]}`)
    }
  }
  return [...terms]
}
