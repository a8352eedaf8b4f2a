import { html } from 'ghtml'
import type { Locale } from './locale.ts'

/** Our mark; its colours are tokens, so it goes dark with the page. */
export const mark = html`<svg class="mark" width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect class="mark-cell" x="2" y="2" width="28" height="28" rx="7"/><path class="mark-stroke" d="M9 16h14"/></svg>`

const words = {
  zh: { language: 'zh-CN', brand: '一格', skip: '跳到正文', other: 'English' },
  en: { language: 'en', brand: 'OneGrid', skip: 'Skip to the text', other: '中文' },
} as const

/**
 * A page that belongs to no town and needs no catalogue: set-up, invitation, problems. `otherLanguage` is its address in the
 * other language, where it may be asked for again.
 */
export function plainPage(
  locale: Locale,
  { title, body, otherLanguage }: { readonly title: string; readonly body: string; readonly otherLanguage?: string },
): string {
  const label = words[locale]
  const other = locale === 'zh' ? 'en' : 'zh-CN'
  return html`<!doctype html>
<html lang="${label.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${label.brand}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<a class="skip" href="#main">${label.skip}</a>
<header class="top no-print">
<span class="top-home">!${mark}<span>${label.brand}</span></span>
!${otherLanguage === undefined ? '' : html`<a class="top-link" href="${otherLanguage}" lang="${other}" hreflang="${other}">${label.other}</a>`}
</header>
<main id="main" class="main plain-page">
!${body}
</main>
</body>
</html>`
}

/** One year: whoever chose a language is not asked again. */
const remembered = 365 * 86_400

/** `?lang=en` wins and is remembered. @returns undefined where nothing was wished. */
export function wishedLocale(wished: unknown): Locale | undefined {
  return wished === 'zh' || wished === 'en' ? wished : undefined
}

export function localeCookie(secure: boolean) {
  return { path: '/', sameSite: 'lax', secure, maxAge: remembered } as const
}
