import { html } from 'ghtml'
import type { Locale } from './locale.ts'
import type { Problem } from './problem-shape.ts'

const labels = {
  zh: { language: 'zh-CN', back: '返回首页', number: '查询编号' },
  en: { language: 'en', back: 'Back to the first page', number: 'Request number' },
} as const

/** What happened, what is safe, what to do: complete without a script. */
export function problemPage(problem: Problem, locale: Locale): string {
  const label = labels[locale]
  return html`<!doctype html>
<html lang="${label.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${problem.title}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
<h1>${problem.title}</h1>
<p>${problem.detail}</p>
<p>${problem.remedy}</p>
<p><a href="/">${label.back}</a></p>
<p><small>${label.number} ${problem.requestId}</small></p>
</main>
</body>
</html>`
}
