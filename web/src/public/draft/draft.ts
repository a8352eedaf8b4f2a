/**
 * `<form data-draft="report">` keeps what was typed: the back key of an old browser, a call that comes in, a page that is
 * thrown out of memory lose nothing. Files and hidden fields are not kept; a form that was sent clears its draft when the
 * next page says `<meta name="draft-sent" content="report">`.
 */
type Draft = { [field: string]: string }

function store(): Storage | undefined {
  try {
    return window.sessionStorage
  } catch (_) {
    return undefined // storage is switched off: the page works without drafts
  }
}

function read(kept: Storage, key: string): Draft {
  try {
    return JSON.parse(kept.getItem(key) || '{}') as Draft
  } catch (_) {
    return {}
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function controlsOf(form: HTMLFormElement): Control[] {
  const controls = form.querySelectorAll<Control>('input[name], textarea[name], select[name]')
  return Array.prototype.filter.call(
    controls,
    (control: Control) => !/^(hidden|file|password|submit)$/.test(control.type),
  )
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio'
}

function fill(form: HTMLFormElement, draft: Draft): void {
  for (const control of controlsOf(form)) {
    const kept = draft[isChoice(control) ? `${control.name}=${control.value}` : control.name]
    if (kept === undefined) continue
    if (isChoice(control)) control.checked = kept === 'yes'
    // What the server filled in is newer than the draft.
    else if (control.value === '') control.value = kept
  }
}

function draftOf(form: HTMLFormElement): Draft {
  const draft: Draft = {}
  for (const control of controlsOf(form)) {
    if (isChoice(control)) draft[`${control.name}=${control.value}`] = control.checked ? 'yes' : ''
    else if (control.value !== '') draft[control.name] = control.value
  }
  return draft
}

export function keepDrafts(page: Document): void {
  const kept = store()
  if (kept === undefined) return
  const sent = page.querySelector<HTMLMetaElement>('meta[name="draft-sent"]')
  if (sent !== null) {
    kept.removeItem(`onegrid.draft.${sent.content}`)
    // The ids of its photos (photo.ts): they belong to the report now.
    kept.removeItem(`onegrid.photos.${sent.content}`)
  }
  for (const form of Array.prototype.slice.call(page.querySelectorAll('form[data-draft]')) as HTMLFormElement[]) {
    const key = `onegrid.draft.${form.getAttribute('data-draft')}`
    fill(form, read(kept, key))
    const save = () => {
      try {
        // Steps of one form are pages of their own: each adds to the same draft.
        kept.setItem(key, JSON.stringify({ ...read(kept, key), ...draftOf(form) }))
      } catch (_) {
        // the storage is full: typing goes on
      }
    }
    form.addEventListener('input', save)
    form.addEventListener('change', save)
    // A page that comes back from the browser's memory may have lost its fields.
    window.addEventListener('pageshow', () => fill(form, read(kept, key)))
  }
}
