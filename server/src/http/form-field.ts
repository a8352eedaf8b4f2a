import { html } from 'ghtml'

/** What is wrong with which field: beside the field and in the summary on top (GOV.UK). */
export type Faults = Readonly<Record<string, string>>

export const noFaults: Faults = {}

export function anyFault(faults: Faults): boolean {
  return Object.keys(faults).length > 0
}

/** Takes the focus as the page opens; each line leads to its field. A fault of no field stands under `form`. */
export function faultSummary(words: { readonly fault: { readonly title: string } }, faults: Faults): string {
  if (!anyFault(faults)) return ''
  const lines = Object.entries(faults).map(([field, fault]) =>
    field === 'form' ? html`<li>${fault}</li>` : html`<li><a href="#${field}">${fault}</a></li>`,
  )
  return html`<div class="fault-summary" role="alert" tabindex="-1" autofocus data-focus>
<h2>${words.fault.title}</h2>
<ul>!${lines.join('')}</ul>
</div>`
}

export function faultLine(faults: Faults, field: string): string {
  const fault = faults[field]
  return fault === undefined ? '' : html`<p class="field-fault" id="${field}-fault">${fault}</p>`
}

/** `aria-describedby` and `aria-invalid` of a field with a hint, or with a fault, or both. */
export function described(faults: Faults, field: string, hint: boolean): string {
  const faulty = faults[field] !== undefined
  const ids = [...(hint ? [`${field}-hint`] : []), ...(faulty ? [`${field}-fault`] : [])]
  return `${ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`}${faulty ? ' aria-invalid="true"' : ''}`
}

type Input = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value?: string | undefined
  /** Attributes as they stand in the tag, written by us: `type="tel" inputmode="numeric"`. */
  readonly attributes?: string
  /** The label is the page's heading. */
  readonly heading?: boolean
}

export function input(faults: Faults, { name, label, hint, value, attributes = '', heading = false }: Input): string {
  return html`<div class="field">
!${labelOf(name, label, heading)}
!${hint === undefined ? '' : html`<p class="field-hint" id="${name}-hint">${hint}</p>`}
!${faultLine(faults, name)}
<input class="input" id="${name}" name="${name}" value="${value}"!${described(faults, name, hint !== undefined)} !${attributes}>
</div>`
}

export function textArea(
  faults: Faults,
  { name, label, hint, value, attributes = '', heading = false }: Input,
): string {
  return html`<div class="field">
!${labelOf(name, label, heading)}
!${hint === undefined ? '' : html`<p class="field-hint" id="${name}-hint">${hint}</p>`}
!${faultLine(faults, name)}
<textarea class="input" id="${name}" name="${name}"!${described(faults, name, hint !== undefined)} !${attributes}>
${value}</textarea>
</div>`
}

function labelOf(name: string, label: string, heading: boolean): string {
  const made = html`<label for="${name}">${label}</label>`
  return heading ? html`<h1 class="question">!${made}</h1>` : made
}

export type Choice = {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly marked?: boolean
}

/** Large rows of which one is taken. */
export function radios(name: string, choices: readonly Choice[]): string {
  const rows = choices.map(
    ({ value, label, hint, marked }, place) => html`<div class="choice">
<input type="radio" id="${place === 0 ? name : `${name}-${place}`}" name="${name}" value="${value}"!${marked === true ? ' checked' : ''}>
<label for="${place === 0 ? name : `${name}-${place}`}">${label}!${hint === undefined ? '' : html`<span class="field-hint">${hint}</span>`}</label>
</div>`,
  )
  return html`<div class="choices">!${rows.join('')}</div>`
}

export function checkBox(name: string, label: string, marked: boolean): string {
  return html`<div class="choice">
<input type="checkbox" id="${name}" name="${name}" value="yes"!${marked ? ' checked' : ''}>
<label for="${name}">${label}</label>
</div>`
}

/** Fields of a plain form, as texts; whatever else a program sends is not there. */
export function textsOf(body: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = Object.create(null) as Record<string, string>
  if (typeof body !== 'object' || body === null) return texts
  for (const [name, value] of Object.entries(body)) if (typeof value === 'string') texts[name] = value
  return texts
}

/** Letters as people count them. */
export function lettersIn(text: string): number {
  return [...text].length
}
