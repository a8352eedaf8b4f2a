import type { Grid, Landmark } from '@onegrid/domain/grid/grid.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import type { Suggestion } from '@onegrid/domain/ticket/view.ts'
import { html } from 'ghtml'
import { photosMost } from '../../blobs/claim.ts'
import { checkBox, type Faults, faultSummary, input, radios, textArea } from '../../http/form-field.ts'
import type { Draft } from './draft.ts'
import { forward, type Page } from './page.ts'
import type { TownPlaces } from './report-place.ts'
import { alikeAddress, mayBeAnonymous, placeBefore, steps } from './report-steps.ts'
import { staffKinds, suggestKinds, villageWords } from './suggest.ts'
import { asset, type Visit } from './visit.ts'

/** One question a page, the label is its heading, one primary button. */
export const sentenceLetters = 1_000
export const placeLetters = 200

export function whatPage({ words, say, catalogue }: Visit, draft: Draft, faults: Faults, typed?: string): Page {
  const need = catalogue.needs.find(each => each.code === draft.need)
  const staff = draft.aboutStaff === true
  const line = catalogue.emergencyNumbers.find(({ number }) => number === '12388')
  const photos = draft.photos ?? []
  return {
    title: words.what.title,
    back: '/',
    scripts: ['photo.js', 'alike.js'],
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="${steps.what}" enctype="multipart/form-data" data-draft="report" class="form">
!${staff ? html`<p class="inset">${words.what.staffNote}!${line === undefined ? '' : html` <a href="tel:${line.number}">${line.number}</a>`}</p>` : ''}
!${need === undefined ? '' : html`<p class="tag">${words.what.need} · ${say(need.name)}</p>`}
!${draft.placed === 'spot' && draft.placeWords !== undefined && draft.words === undefined ? html`<p class="inset">${words.venue.placeKnown(draft.placeWords)}</p>` : ''}
!${textArea(faults, {
      name: 'words',
      label: words.what.title,
      hint: words.what.hint,
      value: typed ?? draft.words ?? (need === undefined ? undefined : say(need.words)),
      attributes: `rows="4" maxlength="${sentenceLetters}" required`,
      heading: true,
    })}
!${staff ? '' : html`<section class="alike" data-alike="words" data-alike-at="${alikeAddress}" aria-live="polite" hidden></section>`}
<div class="photo-field" data-photos="report" data-most="${photosMost}" data-word-sending="${words.what.sending}" data-word-remove="${words.what.remove}" data-word-failed="${words.what.failed}" data-word-many="${words.what.many}" data-word-wait="${words.what.wait}">
<label class="field-label" for="photo_files">${words.what.addPhoto}</label>
<p class="field-hint" id="photo_files-hint">${words.what.photosHint}</p>
!${faults['photo_files'] === undefined ? '' : html`<p class="field-fault" id="photo_files-fault">${faults['photo_files']}</p>`}
<input type="file" id="photo_files" name="photo_files" accept="image/jpeg,image/png,image/webp,image/heic,image/*" multiple aria-describedby="photo_files-hint">
!${keptPhotos(words.what.kept, words.what.remove, photos)}
</div>
<button class="button button-primary button-large">${words.next}</button>
<button class="quiet" name="about" value="${staff ? 'ordinary' : 'staff'}" formnovalidate>${staff ? words.what.ordinary : words.what.staff}</button>
</form>`,
  }
}

function keptPhotos(label: string, remove: string, photos: readonly string[]): string {
  if (photos.length === 0) return ''
  const rows = photos.map(
    photoId =>
      html`<li><img src="/api/v1/photos/${photoId}/thumbnail" alt="" width="56" height="56"><input type="hidden" name="photos" value="${photoId}"><button class="button" name="remove_photo" value="${photoId}" formnovalidate>${remove}</button></li>`,
  )
  return html`<ul class="photo-list" aria-label="${label}">!${rows.join('')}</ul>`
}

export function kindPage({ words, catalogue, say, locale }: Visit, draft: Draft, chosenWord: string | undefined): Page {
  const pick = (code: string, label: string) =>
    html`<li><button class="row" name="subcategory" value="${code}"><span>${label}</span>!${forward}</button></li>`
  const form = (body: string) => html`<form method="post" action="${steps.kind}" class="form">!${body}</form>`
  const unsure = html`<p><button class="button button-large" name="subcategory" value="">${words.kind.unsure}</button></p>`
  if (draft.aboutStaff === true) {
    const rows = staffKinds(catalogue).map(kind => pick(kind.code, say(kind.name)))
    return {
      title: words.kind.staff,
      back: steps.what,
      body: form(
        html`<h1>${words.kind.staff}</h1><ul class="rows">!${[...rows, pick('', words.kind.otherStaff)].join('')}</ul>`,
      ),
    }
  }
  const group = villageWords(catalogue).find(({ word }) => word.zh === chosenWord)
  if (group !== undefined) {
    const title = words.kind.which(say(group.word))
    return {
      title,
      back: steps.kind,
      body: form(
        html`<h1>${title}</h1><ul class="rows">!${group.kinds.map(kind => pick(kind.code, say(kind.name))).join('')}</ul>!${unsure}`,
      ),
    }
  }
  const suggested = suggestKinds(catalogue, draft.words ?? '')
  const tiles = villageWords(catalogue).map(
    ({ word }) =>
      html`<li><a class="tile!${locale === 'zh' ? ' tile-word' : ''}" href="${steps.kind}?word=${encodeURIComponent(word.zh)}">${say(word)}</a></li>`,
  )
  return {
    title: words.kind.title,
    back: steps.what,
    body: form(html`
<h1>${words.kind.title}</h1>
<p class="field-hint">${words.kind.hint}</p>
!${
      suggested.length === 0
        ? ''
        : html`<h2 class="over">${words.kind.suggested}</h2><ul class="rows">!${suggested.map(kind => pick(kind.code, say(kind.name))).join('')}</ul><h2 class="over">${words.kind.all}</h2>`
    }
<ul class="tiles">!${tiles.join('')}</ul>
!${unsure}`),
  }
}

export function placePage({ words }: Visit, { villages, example }: TownPlaces, faults: Faults): Page {
  return {
    title: words.place.village,
    back: steps.kind,
    scripts: ['place.js'],
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="${steps.place}" class="form" data-place data-word-locating="${words.place.locating}" data-word-failed="${words.place.hereFailed}" data-word-map-failed="${words.place.mapFailed}" data-map-script="${asset('map.js')}" data-map-style="${asset('map.css')}">
<h1>${words.place.village}</h1>
<div class="place-ways" data-ways hidden>
<button type="button" class="button" data-here>${words.place.here}</button>
<button type="button" class="button" data-map>${words.place.map}</button>
<p class="field-hint">${words.place.hereHint}</p>
<p role="status" data-says></p>
<div data-label="${words.place.mapHint}" data-lon="lon" data-lat="lat" data-outlines="/api/v1/grids/outlines" hidden></div>
!${example ? html`<p class="field-hint" data-example hidden>${words.place.mapExample}</p>` : ''}
<button class="button button-primary button-large" name="village" value="" data-use hidden>${words.place.mapUse}</button>
</div>
<p class="field-hint">${words.place.villageHint}</p>
<input type="hidden" name="lon" value=""><input type="hidden" name="lat" value="">
<ul class="tiles" id="village">
!${villages.map(village => html`<li><button class="tile" name="village" value="${village.gridId}">${village.name}</button></li>`).join('')}
</ul>
<p><button class="button button-large" name="village" value="elsewhere">${words.place.elsewhere}</button></p>
</form>`,
  }
}

export function groupPage({ words, locale }: Visit, village: Grid, groups: readonly Grid[]): Page {
  const title = words.place.group(village.name)
  const rows = groups.map(group => {
    const local = group.localNames.join(words.listComma)
    return html`<li><button class="row" name="group" value="${group.gridId}"><span>!${
      local === '' ? html`${group.name}` : html`<b>${local}</b><span class="field-hint">${group.name}</span>`
    }</span>!${forward}</button></li>`
  })
  return {
    title,
    back: steps.place,
    body: html`<form method="post" action="${steps.group}" class="form">
<h1>${title}</h1>
<ul class="rows!${locale === 'zh' ? ' rows-two' : ''}">!${rows.join('')}</ul>
<p><button class="button button-large" name="group" value="">${words.place.groupUnsure}</button></p>
</form>`,
  }
}

export function spotPage(
  visit: Visit,
  draft: Draft,
  where: string,
  landmarks: readonly Landmark[],
  faults: Faults,
): Page {
  const { words } = visit
  const located = draft.lon !== undefined
  const choices = landmarks.map(each => ({
    value: each.landmarkId,
    label: each.name,
    marked: each.landmarkId === draft.landmarkId,
  }))
  return {
    title: words.place.spot,
    back: located ? steps.place : steps[placeBefore(draft)],
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="${steps.spot}" class="form" data-draft="report">
<h1>${words.place.spot}</h1>
<p class="tag">${where}!${located ? html` · ${words.place.located}` : ''}</p>
!${draft.outside === true ? html`<p class="inset">${words.place.outside}</p>` : ''}
<p class="field-hint">${words.place.spotHint}</p>
!${choices.length === 0 ? '' : radios('landmark', [...choices, { value: '', label: words.place.none, marked: draft.placed === 'spot' && draft.landmarkId === undefined }])}
!${input(faults, {
      name: 'place_words',
      label: words.place.words,
      hint: words.place.wordsHint,
      value: draft.placeWords,
      attributes: `maxlength="${placeLetters}" autocomplete="off"`,
    })}
<button class="button button-primary button-large">${words.next}</button>
</form>`,
  }
}

export function nearPage(visit: Visit, suggestions: readonly Suggestion[]): Page {
  const { words, spoken, catalogue, say } = visit
  const rows = suggestions.map(each => {
    const kind = findSubcategory(catalogue, each.subcategory)
    const facts = [
      words.status.headline[each.status],
      words.near.reported(spoken.short(each.reportedAt)),
      ...(each.sameSupply ? [words.near.supply] : []),
      ...(each.metres === undefined ? [] : [words.near.metres(each.metres)]),
    ]
    return html`<li class="near">
!${each.photos[0] === undefined ? '' : html`<img src="/api/v1/photos/${each.photos[0]}/thumbnail" alt="" width="72" height="72">`}
<div><b>${kind === undefined ? each.number : say(kind.name)}</b>
<p class="soft">${facts.join(' · ')}</p>
<p class="faint"><a href="/t/${each.number}">${each.number}</a></p>
<button class="button" name="same" value="${each.number}">${words.near.same}</button></div>
</li>`
  })
  return {
    title: words.near.title,
    back: steps.spot,
    body: html`<form method="post" action="${steps.near}" class="form">
<h1>${words.near.title}</h1>
<p class="field-hint">${words.near.hint}</p>
<ul class="plain">!${rows.join('')}</ul>
<button class="button button-primary button-large" name="same" value="">${words.near.different}</button>
</form>`,
  }
}

export type ContactView = { readonly signedIn: boolean; readonly values: Readonly<Record<string, string>> }

export function contactPage(visit: Visit, draft: Draft, { signedIn, values }: ContactView, faults: Faults): Page {
  const { words, catalogue } = visit
  const anonymous = mayBeAnonymous(draft, catalogue)
  const marked = (name: string, kept: boolean) => (values['phone'] === undefined ? kept : values[name] === 'yes')
  const unsorted = draft.subcategory === '' && draft.need === undefined
  return {
    title: words.contact.title,
    back: draft.same === 'none' ? steps.spot : steps.near,
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="${steps.contact}" class="form" novalidate>
<h1>${words.contact.title}</h1>
!${signedIn ? html`<p class="tag">${words.contact.signedIn}</p>` : ''}
!${input(faults, {
      name: 'phone',
      label: signedIn ? `${words.contact.phone}${words.optional}` : words.contact.phone,
      hint: words.contact.phoneHint,
      value: values['phone'] ?? draft.phone,
      attributes: 'type="tel" inputmode="tel" autocomplete="tel" maxlength="20"',
    })}
!${input(faults, {
      name: 'name',
      label: `${words.contact.name}${words.optional}`,
      value: values['name'] ?? draft.name,
      attributes: 'autocomplete="name" maxlength="40"',
    })}
<div>
!${checkBox('without', words.contact.without, marked('without', draft.without === true))}
!${checkBox('behalf', words.contact.behalf, marked('behalf', draft.behalf === true))}
!${
      anonymous
        ? html`!${checkBox('anonymous', words.contact.anonymous, marked('anonymous', draft.contact === 'anonymous'))}<p class="field-hint">${words.contact.anonymousHint}</p>`
        : html`<p class="field-hint">${unsorted ? words.contact.neededUnsorted : words.contact.needed}</p>`
    }
</div>
<button class="button button-primary button-large">${words.next}</button>
</form>`,
  }
}

export type CheckView = { readonly where: string; readonly faults: Faults }

export function checkPage(visit: Visit, draft: Draft, { where, faults }: CheckView): Page {
  const { words, catalogue, say } = visit
  const kind = findSubcategory(catalogue, draft.subcategory)
  const need = catalogue.needs.find(each => each.code === draft.need)
  const photos = draft.photos ?? []
  const contact = [
    draft.contact === 'anonymous'
      ? words.check.anonymous
      : draft.contact === 'session'
        ? words.check.signedIn
        : draft.phone,
    draft.contact === 'anonymous' ? undefined : draft.name,
    draft.without === true ? words.check.without : undefined,
    draft.behalf === true ? words.check.behalf : undefined,
  ].filter(each => each !== undefined && each !== '')
  const same = draft.same === undefined || draft.same === 'none' || draft.same === '' ? undefined : draft.same
  const rows: readonly (readonly [string, string | undefined, string])[] = [
    [words.check.what, draft.words, steps.what],
    [words.check.photos, photos.length === 0 ? undefined : words.check.photoCount(photos.length), steps.what],
    need === undefined
      ? [words.check.kind, kind === undefined ? words.check.unsure : say(kind.name), steps.kind]
      : [words.check.need, say(need.name), steps.what],
    [words.check.place, where, steps.place],
    [words.check.same, same, steps.near],
    [words.check.phone, contact.join(words.listComma), steps.contact],
  ]
  return {
    title: words.check.title,
    back: steps.contact,
    status: Object.keys(faults).length > 0 ? 400 : 200,
    body: html`
!${faultSummary(words, faults)}
<form method="post" action="${steps.check}" class="form" data-once="${words.check.sending}">
<h1>${words.check.title}</h1>
<dl class="summary">
!${rows
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value, step]) =>
          html`<div><dt>${name}</dt><dd>${value}</dd><dd class="summary-change"><a href="${step}">${words.change}<span class="unseen"> ${name}</span></a></dd></div>`,
      )
      .join('')}
</dl>
!${draft.aboutStaff === true ? html`<p class="inset">${words.check.staff}</p>` : ''}
<p class="field-hint">${words.check.who}</p>
<input type="hidden" name="command_id" value="${draft.commandId}">
<button class="button button-primary button-large">${words.check.send}</button>
</form>`,
  }
}
