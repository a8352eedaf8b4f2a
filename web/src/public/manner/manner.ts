/** Small courtesies of every page; each is done without when there is no script. */
export function mindManners(page: Document): void {
  focusWhatIsSaid(page)
  sendOnce(page)
  tellOffline(page)
}

function each(page: Document, selector: string, act: (element: HTMLElement) => void): void {
  Array.prototype.forEach.call(page.querySelectorAll(selector), act)
}

/** The summary of faults, or what was done: read aloud at once and in sight. */
function focusWhatIsSaid(page: Document): void {
  const said = page.querySelector<HTMLElement>('[data-focus]')
  if (said) said.focus()
}

/** A second press while the first is on its way; the server would answer it with the same result. */
function sendOnce(page: Document): void {
  each(page, 'form[data-once]', form => {
    const buttons = () => form.querySelectorAll<HTMLButtonElement>('button')
    form.addEventListener('submit', event => {
      // After this turn: a disabled button would not be sent along.
      setTimeout(() => {
        if (event.defaultPrevented) return
        Array.prototype.forEach.call(buttons(), (button: HTMLButtonElement) => {
          button.disabled = true
        })
        const says = form.getAttribute('data-once')
        const primary = form.querySelector('.button-primary')
        if (says && primary) primary.textContent = says
      }, 0)
    })
    // The back key shows the page as it was left: the button must work again.
    window.addEventListener('pageshow', event => {
      if (event.persisted) window.location.reload()
    })
  })
}

function tellOffline(page: Document): void {
  const line = page.querySelector<HTMLElement>('[data-offline]')
  if (!line) return
  const look = () => {
    line.hidden = navigator.onLine !== false
    line.textContent = line.hidden ? '' : line.getAttribute('data-offline')
  }
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  look()
  each(page, 'form', form =>
    form.addEventListener('submit', event => {
      if (navigator.onLine !== false) return
      event.preventDefault()
      look()
      window.scrollTo(0, 0)
    }),
  )
}
