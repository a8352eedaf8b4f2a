import { html } from 'ghtml'
import { type Faults, faultSummary, input } from '../http/form-field.ts'
import type { Locale } from '../http/locale.ts'
import { plainPage } from '../http/plain-page.ts'
import { setUpWords } from './set-up-words.ts'

export type SetUpValues = Readonly<Record<string, string>>

const firstValues: SetUpValues = { zone: 'Asia/Shanghai' }

/** One page, because whoever installs it has the answers beside him; each fault beside its field, nothing typed is lost. */
export function setUpPage(
  locale: Locale,
  link: string,
  values: SetUpValues = firstValues,
  faults: Faults = {},
): string {
  const words = setUpWords[locale]
  const field = (name: 'town' | 'code' | 'zone' | 'hostName' | 'name' | 'username', hint: string, attributes: string) =>
    input(faults, { name, label: words[name], value: values[name], attributes, ...(hint === '' ? {} : { hint }) })
  return plainPage(locale, {
    title: words.title,
    otherLanguage: `/setup?link=${link}&lang=${locale === 'zh' ? 'en' : 'zh'}`,
    body: html`
!${faultSummary(words, faults)}
<h1>${words.title}</h1>
<p class="soft">${words.lead}</p>
<form method="post" action="/setup" class="form" novalidate>
<input type="hidden" name="link" value="${link}">
<h2>${words.townPart}</h2>
!${field('town', words.townHint, 'required maxlength="60" autocomplete="off"')}
!${field('code', words.codeHint, 'required maxlength="6" autocomplete="off" autocapitalize="characters" spellcheck="false"')}
!${field('zone', words.zoneHint, 'required maxlength="40" autocomplete="off" spellcheck="false"')}
!${field('hostName', words.hostNameHint, 'maxlength="200" autocomplete="off" inputmode="url" spellcheck="false"')}
<h2>${words.administratorPart}</h2>
!${field('name', '', 'required maxlength="40" autocomplete="name"')}
!${field('username', words.usernameHint, 'required maxlength="40" autocomplete="username" autocapitalize="none" spellcheck="false"')}
!${input(faults, { name: 'password', label: words.password, hint: words.passwordHint, attributes: 'type="password" required maxlength="128" autocomplete="new-password"' })}
<button class="button button-primary button-large">${words.submit}</button>
</form>`,
  })
}

export function setUpDonePage(locale: Locale, made: { readonly town: string; readonly username: string }): string {
  const words = setUpWords[locale]
  return plainPage(locale, {
    title: words.doneTitle(made.town),
    body: html`
<h1>${words.doneTitle(made.town)}</h1>
<p>${words.doneText(made.username)}</p>
<p class="go"><a class="button button-primary button-large" href="/desk">${words.desk}</a></p>
<h2>${words.next}</h2>
<ol class="next-steps">!${words.steps.map(step => html`<li>${step}</li>`).join('')}</ol>
<p><a href="/">${words.home}</a></p>`,
  })
}

/** The link was used, or is not (or no longer) the one that the console shows. */
export function setUpClosedPage(locale: Locale, why: 'used' | 'wrong'): string {
  const words = setUpWords[locale]
  const title = why === 'used' ? words.usedTitle : words.wrongTitle
  return plainPage(locale, {
    title,
    body: html`
<h1>${title}</h1>
<p>${why === 'used' ? words.usedText : words.wrongText}</p>
!${why === 'used' ? html`<p class="go"><a class="button button-primary button-large" href="/desk">${words.desk}</a></p>` : ''}`,
  })
}
