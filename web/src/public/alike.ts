/**
 * `<section data-alike="words" data-alike-at="/report/alike" hidden>`: what may be the same matter is shown under the field
 * while it is typed. Works without: the form asks the same after kind and place. Silent when anything fails.
 */
function begin(box: HTMLElement): void {
  const field = document.getElementById(box.getAttribute('data-alike') || '') as HTMLTextAreaElement | null
  const address = box.getAttribute('data-alike-at')
  if (!field || !address || !window.fetch) return
  let timer = 0
  let asked = ''
  let round = 0

  function show(answer: string): void {
    box.innerHTML = answer
    box.hidden = answer === ''
  }

  function ask(): void {
    const words = field!.value.trim()
    if (words === asked) return
    asked = words
    const own = ++round
    if (words.length < 4) {
      show('')
      return
    }
    fetch(address!, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `words=${encodeURIComponent(words)}`,
    })
      .then(answer => (answer.ok ? answer.text() : ''))
      // What comes late belongs to a sentence that no longer stands there.
      .then(text => {
        if (own === round) show(text.trim())
      })
      .catch(() => undefined)
  }

  field.addEventListener('input', () => {
    clearTimeout(timer)
    // Long enough that somebody who types on asks once for a clause, not for a letter.
    timer = window.setTimeout(ask, 700)
  })
  ask()
}

Array.prototype.forEach.call(document.querySelectorAll('[data-alike]'), begin)
