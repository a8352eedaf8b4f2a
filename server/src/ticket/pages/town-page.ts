import { html } from 'ghtml'
import { type Faults, faultSummary, input } from '../../http/form-field.ts'
import { emergencyLine, emergencyNumbers, forward, type Page } from './page.ts'
import { reportInWords } from './report-in/words.ts'
import type { Visit } from './visit.ts'

export type Find = { readonly faults: Faults; readonly values: Readonly<Record<string, string>> }

/** The first page: what people come for is above the fold of the smallest phone. */
export function townPage(visit: Visit): Page {
  const { words, town } = visit
  return {
    title: words.home,
    plainFoot: true,
    body: html`
<h1 class="town-name">${town.name}</h1>
<p class="soft">${words.town.about(town.name)}</p>
<p class="go"><a class="button button-primary button-large" href="/report">${words.town.report}</a></p>
<p class="field-hint">${words.town.reportHint}</p>
!${emergencyLine(visit)}
!${findByNumber(visit, { faults: {}, values: {} })}
!${needMenu(visit)}
<nav class="rows" aria-label="${words.town.mine}">
<a class="row" href="/mine"><span>${words.town.mine}<span class="field-hint">${words.town.mineHint}</span></span>!${forward}</a>
<a class="row" href="/people"><span>${words.town.people}</span>!${forward}</a>
<a class="row" href="/venues"><span>${words.town.venues}</span>!${forward}</a>
<a class="row" href="/report-in"><span>${reportInWords(visit.locale).title}<span class="field-hint">${reportInWords(visit.locale).forWhom}</span></span>!${forward}</a>
</nav>
!${emergencies(visit)}
<p class="staff">${words.town.staff}<a href="/desk">${words.town.desk}</a><a href="/pocket">${words.town.pocket}</a></p>`,
  }
}

function needMenu({ words, catalogue, say }: Visit): string {
  const needs = catalogue.needs.filter(need => !need.retired)
  if (needs.length === 0) return ''
  return html`<section aria-labelledby="needs">
<h2 id="needs">${words.town.needs}</h2>
<p class="field-hint">${words.town.needsHint}</p>
<ul class="tiles">
!${needs.map(need => html`<li><a class="tile" href="/report?need=${encodeURIComponent(need.code)}">${say(need.name)}</a></li>`).join('')}
</ul>
</section>`
}

function emergencies(visit: Visit): string {
  const { words, catalogue, say } = visit
  const first = emergencyNumbers(visit)
  const others = catalogue.emergencyNumbers.filter(each => !first.includes(each))
  return html`<section aria-labelledby="emergency">
<h2 id="emergency">${words.emergency.title}</h2>
<p class="field-hint">${words.emergency.why}</p>
<ul class="calls">
!${first.map(each => html`<li><a class="call" href="tel:${each.number}"><b>${each.number}</b> ${say(each.name)}</a></li>`).join('')}
</ul>
<ul class="calls-more">
!${others.map(each => html`<li><a href="tel:${each.number}">${each.number}</a> ${say(each.name)}</li>`).join('')}
</ul>
</section>`
}

/** By number, and the way on for whoever lost it. */
export function findByNumber({ words }: Visit, { faults, values }: Find, alone = true): string {
  return html`<form class="find" method="post" action="/find" role="search">
!${input(faults, {
    name: 'number',
    label: alone ? words.town.find : words.find.number,
    hint: words.find.numberHint,
    value: values['number'],
    attributes: 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" required',
  })}
<div class="find-go"><button class="button">${words.find.numberButton}</button>!${alone ? html`<a class="find-forgot" href="/find">${words.find.forgot}</a>` : ''}</div>
</form>`
}

export function findPage(visit: Visit, find: Find, status = 200): Page {
  const { words } = visit
  const { faults, values } = find
  return {
    title: words.town.find,
    back: '/',
    status,
    body: html`
!${faultSummary(words, faults)}
<h1>${words.town.find}</h1>
!${findByNumber(visit, find, false)}
<form class="form" method="post" action="/find/phone">
<h2>${words.find.forgot}</h2>
!${input(faults, {
      name: 'phone',
      label: words.find.phone,
      value: values['phone'],
      attributes: 'type="tel" inputmode="tel" autocomplete="tel" maxlength="20"',
    })}
!${input(faults, {
      name: 'tail',
      label: words.find.tail,
      hint: words.find.tailHint,
      value: values['tail'],
      attributes: 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="6"',
    })}
<button class="button button-large">${words.find.phoneButton}</button>
</form>
<p><a href="/mine/sign-in">${words.mine.signIn}</a></p>`,
  }
}
