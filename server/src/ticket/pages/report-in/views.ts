/** 双报到 on one's own phone: one page to report in, one to see how it stands. Complete without a script. */
import type { GridTree } from '@onegrid/domain/grid/tree.ts'
import type { SuitedActivityWire } from '@onegrid/domain/team/report-in/activity-contract.ts'
import type { MyReportInsWire, ReportInWire } from '@onegrid/domain/team/report-in/contract.ts'
import type { Sentence } from '@onegrid/domain/team/report-in/reason.ts'
import { type ReportInKind, reportInKinds, timeSlots } from '@onegrid/domain/team/report-in/report-in.ts'
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { html } from 'ghtml'
import { checkBox, described, type Faults, faultLine, faultSummary, input, textArea } from '../../../http/form-field.ts'
import type { Page } from '../page.ts'
import type { Visit } from '../visit.ts'
import { reportInWords } from './words.ts'

export const pathOfKind: Readonly<Record<ReportInKind, string>> = {
  party_member: '/report-in/party-member',
  unit: '/report-in/unit',
}

export type Suited = { readonly row: TicketRow; readonly why: Sentence; readonly asked: boolean }
export const told = ['kept', 'changed', 'taken', 'gone', 'joined', 'left', 'over'] as const
export type Told = (typeof told)[number]

/** Who has not reported in, or is not known yet, reads what it is and begins. */
export function firstPage(visit: Visit, done: Told | undefined): Page {
  const say = reportInWords(visit.locale)
  return {
    title: say.title,
    back: '/',
    body: html`!${doneLine(visit, done)}
<h1>${say.title}</h1>
<p>${say.about}</p>
<p>${say.free}</p>
!${reportInKinds.map(kind => html`<p class="go"><a class="button button-large!${kind === 'party_member' ? ' button-primary' : ''}" href="${pathOfKind[kind]}">${say.start[kind]}</a></p>`).join('')}
<p class="soft">${say.who}</p>`,
  }
}

export function ownPage(
  visit: Visit,
  mine: MyReportInsWire,
  { orders, activities }: { readonly orders: readonly Suited[]; readonly activities: readonly SuitedActivityWire[] },
  done: Told | undefined,
): Page {
  const say = reportInWords(visit.locale)
  const missing = reportInKinds.filter(kind => !mine.items.some(item => item.kind === kind))
  return {
    title: say.title,
    back: '/',
    body: html`!${doneLine(visit, done)}
<h1>${say.title}</h1>
!${mine.items.some(item => item.state === 'confirmed') ? `${suitedList(visit, orders)}${activityList(visit, activities)}` : ''}
!${mine.items.map(item => ownCard(visit, item)).join('')}
!${missing.map(kind => html`<p><a href="${pathOfKind[kind]}">${say.also[kind]}</a></p>`).join('')}
<p class="soft">${say.free}</p>
<form method="post" action="/mine/sign-out"><button class="quiet">${visit.words.mine.signOut}</button></form>`,
  }
}

/** Withdrawn by one tap; who slipped puts it back by one more. */
export function withdrawnPage(visit: Visit, item: ReportInWire): Page {
  const say = reportInWords(visit.locale)
  const { gridId, unitName, words, skills, times } = item
  const fields: readonly (readonly [string, string])[] = [
    ['gridId', gridId],
    ['unitName', unitName ?? ''],
    ['words', words ?? ''],
    ...skills.map(code => [`skill_${code}`, 'yes'] as const),
    ...times.map(slot => [`time_${slot}`, 'yes'] as const),
  ]
  return {
    title: say.title,
    back: '/report-in',
    body: html`<p class="said" role="status" tabindex="-1" data-focus>${say.withdrawn}</p>
<h1>${say.title}</h1>
<form method="post" action="${pathOfKind[item.kind]}" class="put-back" data-once>
!${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`).join('')}
<button class="button button-large" aria-describedby="back-hint">${say.putBack}</button>
<p class="field-hint" id="back-hint">${say.putBackHint}</p>
</form>
<p><a class="button button-large" href="/report-in">${say.toOwn}</a></p>`,
  }
}

function doneLine({ locale }: Visit, done: Told | undefined): string {
  return done === undefined
    ? ''
    : html`<p class="said" role="status" tabindex="-1" data-focus>${reportInWords(locale)[done]}!${done === 'taken' ? html` <a href="/pocket/orders">${reportInWords(locale).handle}</a>` : ''}</p>`
}

function ownCard(visit: Visit, item: ReportInWire): string {
  const say = reportInWords(visit.locale)
  const facts = [
    item.skills.map(code => skillName(visit, code)).join(say.comma),
    item.times.map(slot => say.slot[slot]).join(say.comma),
    item.words ?? '',
  ].filter(line => line !== '')
  return html`<section class="own-report-in" aria-label="${say.form[item.kind]}">
<h2>${item.unitName ?? say.form[item.kind]}</h2>
<p><b>${say.state[item.state]}</b> · ${item.gridName}</p>
!${item.answer === undefined ? '' : html`<p>${say.answer}: ${item.answer}</p>`}
!${facts.map(line => html`<p>${line}</p>`).join('')}
<p><a class="button" href="${pathOfKind[item.kind]}">${say.edit}</a></p>
<form method="post" action="${pathOfKind[item.kind]}/withdraw" data-once>
<button class="button" aria-describedby="withdraw-${item.kind}">${say.withdraw}</button>
<p class="field-hint" id="withdraw-${item.kind}">${say.withdrawHint}</p>
</form>
</section>`
}

function suitedList(visit: Visit, suited: readonly Suited[]): string {
  const say = reportInWords(visit.locale)
  if (suited.length === 0) return html`<h2>${say.suited}</h2><p class="soft">${say.suitedNone}</p>`
  const rows = suited.map(
    ({ row, why, asked }) => html`<li class="suited">
!${asked ? html`<p><b>${say.asked}</b></p>` : ''}
<p>${row.order?.need ?? row.words ?? row.number}</p>
<p class="soft">${row.place.name}!${row.order === undefined ? '' : html` · ${say.until(visit.spoken.moment(row.order.closesAt))}`}</p>
<p class="soft">${why[visit.locale]}</p>
<form method="post" action="/report-in/take" data-once>
<input type="hidden" name="number" value="${row.number}">
<button class="button button-primary" aria-label="${say.take}: ${row.order?.need ?? row.number}">${say.take}</button>
</form></li>`,
  )
  return html`<h2>${say.suited}</h2><ul class="rows">!${rows.join('')}</ul>`
}

/** Yes by one press, taken back by one more; where there is nothing, nothing is said. */
function activityList(visit: Visit, activities: readonly SuitedActivityWire[]): string {
  const say = reportInWords(visit.locale)
  if (activities.length === 0) return ''
  const rows = activities.map(({ activity, why, asked, mine }) => {
    const facts = [
      activity.gridName,
      activity.place,
      say.when(
        visit.spoken.moment(activity.startsAt),
        visit.spoken.end({ begins: activity.startsAt, ends: activity.endsAt }),
      ),
    ]
    const verb = mine ? 'leave' : 'join'
    return html`<li class="suited">
!${mine ? html`<p><b>${say.joinedBefore}</b></p>` : asked ? html`<p><b>${say.asked}</b></p>` : ''}
<p>${activity.name}</p>
<p class="soft">${facts.filter(fact => fact !== undefined).join(' · ')}</p>
<p class="soft">${why[visit.locale]}!${mine ? '' : html` · ${say.still(activity.wanted - activity.joined)}`}</p>
<form method="post" action="/report-in/${verb}" data-once>
<input type="hidden" name="activityId" value="${activity.activityId}">
<button class="button!${mine ? '' : ' button-primary'}" aria-label="${say[verb]}: ${activity.name}">${say[verb]}</button>
</form></li>`
  })
  return html`<h2>${say.activities}</h2><ul class="rows">!${rows.join('')}</ul>`
}

/** A skill that left the town's menu keeps its name: retired, never deleted. */
function skillName({ catalogue, say }: Visit, code: string): string {
  const need = catalogue.needs.find(each => each.code === code)
  return need === undefined ? code : say(need.name)
}

export type FormView = {
  readonly kind: ReportInKind
  readonly before: ReportInWire | undefined
  /** What the town calls this person; who has a name is not asked again. */
  readonly name: string | undefined
  readonly faults: Faults
  readonly values: Readonly<Record<string, string>>
}

/** One page, mostly ticks. */
export function formPage(visit: Visit, tree: GridTree, { kind, before, name, faults, values }: FormView): Page {
  const say = reportInWords(visit.locale)
  const { needs } = visit.catalogue
  const offered = needs.filter(need => !need.retired || before?.skills.includes(need.code))
  const marked = (field: string, stood: boolean) => (Object.keys(values).length > 0 ? values[field] === 'yes' : stood)
  return {
    title: say.form[kind],
    back: '/report-in',
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(visit.words, faults)}
<form method="post" action="${pathOfKind[kind]}" class="form" data-once novalidate>
<h1>${say.form[kind]}</h1>
!${name === undefined ? input(faults, { name: 'name', label: say.name, value: values['name'], attributes: 'autocomplete="name" maxlength="40"' }) : ''}
!${
      kind === 'unit'
        ? input(faults, {
            name: 'unitName',
            label: say.unitName,
            hint: say.unitHint,
            value: values['unitName'] ?? before?.unitName,
            attributes: 'autocomplete="organization" maxlength="60"',
          })
        : ''
    }
<div class="field"><label class="field-label" for="gridId">${say.grid}</label>
<p class="field-hint" id="gridId-hint">${say.gridHint[kind]}</p>
!${faultLine(faults, 'gridId')}
<select class="input" id="gridId" name="gridId"!${described(faults, 'gridId', true)}>
!${places(tree, say, values['gridId'] ?? before?.gridId)}
</select></div>
<fieldset class="field chips" id="skills"!${described(faults, 'skills', true)}><legend class="field-label">${say.skills}</legend>
<p class="field-hint" id="skills-hint">${say.skillsHint}</p>
!${faultLine(faults, 'skills')}
!${offered.map(need => checkBox(`skill_${need.code}`, visit.say(need.name), marked(`skill_${need.code}`, before?.skills.includes(need.code) === true))).join('')}
</fieldset>
!${textArea(faults, {
      name: 'words',
      label: `${say.words}${visit.words.optional}`,
      hint: say.wordsHint,
      value: values['words'] ?? before?.words ?? '',
      attributes: 'rows="2" maxlength="200"',
    })}
<fieldset class="field chips"><legend class="field-label">${say.times}</legend>
<p class="field-hint">${say.timesHint}</p>
!${timeSlots.map(slot => checkBox(`time_${slot}`, say.slot[slot], marked(`time_${slot}`, before?.times.includes(slot) === true))).join('')}
</fieldset>
<p class="soft">${say.who}</p>
<button class="button button-primary button-large">${before === undefined ? say.send : say.save}</button>
</form>`,
  }
}

function places(tree: GridTree, say: ReturnType<typeof reportInWords>, chosen: string | undefined): string {
  const option = (gridId: string, name: string) =>
    html`<option value="${gridId}"!${gridId === chosen ? ' selected' : ''}>${name}</option>`
  const villages = tree.children(tree.large.gridId).map(
    village =>
      html`<optgroup label="${village.name}">!${option(village.gridId, say.whole(village.name))}!${tree
        .children(village.gridId)
        .map(group => option(group.gridId, group.name))
        .join('')}</optgroup>`,
  )
  return html`<option value="">${say.gridNone}</option>!${villages.join('')}`
}
