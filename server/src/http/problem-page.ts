import { html } from 'ghtml'
import type { Locale } from './locale.ts'
import { plainPage } from './plain-page.ts'
import type { Problem } from './problem-shape.ts'

const labels = {
  zh: { back: '返回首页', number: '查询编号' },
  en: { back: 'Back to the first page', number: 'Request number' },
} as const

/** What happened, what is safe, what to do: complete without a script. */
export function problemPage(problem: Problem, locale: Locale): string {
  const label = labels[locale]
  // Before the set-up the first page says the same: no link in a circle.
  const back = problem.code === 'not_set_up' ? '' : html`<p><a href="/">${label.back}</a></p>`
  return plainPage(locale, {
    title: problem.title,
    body: html`
<h1>${problem.title}</h1>
<p>${problem.detail}</p>
<p>${problem.remedy}</p>
!${back}
<p class="faint">${label.number} ${problem.requestId}</p>`,
  })
}
