import { type Actor, holdsRole, personOf } from '../../kernel/actor.ts'
import { plainLine } from '../../kernel/line.ts'
import { demand, Refusal } from '../../kernel/refusal.ts'
import { type Instant, milliseconds } from '../../kernel/time.ts'
import { filesMost, type Subject, type Training, type TrainingEntry } from './training.ts'

export type TrainingDraft = Omit<Training, 'trainingId' | 'wallCode' | 'cancelledAt' | 'version'>

const minute = 60_000
/** Whoever comes early finds the code on the wall already; whoever talks on afterwards still finds it. */
const beforeStart = 60 * minute
const afterEnd = 120 * minute
/** A course of several days is several sessions: presence is of one. */
const longest = 14 * 60 * minute

/** Organising is the town's; everybody signs up and withdraws by himself. */
export function mayOrganise(actor: Actor): boolean {
  return holdsRole(actor, 'town_administrator', 'centre')
}

/** @returns the person who organises. @throws Refusal not_signed_in, not_permitted */
export function demandOrganiser(actor: Actor): string {
  const personId = personOf(actor)
  demand(personId !== undefined, 'not_signed_in')
  demand(mayOrganise(actor), 'not_permitted', { who: ['town_administrator', 'centre'] })
  return personId
}

/** @throws Refusal field_invalid with the pointer, subject_unknown as field_invalid */
export function decideTraining(subjects: readonly Subject[], draft: TrainingDraft, before?: Training): TrainingDraft {
  const refuse = (pointer: string, expected: string, expectedZh: string): never => {
    throw new Refusal('field_invalid', { pointer, expected, expectedZh })
  }
  const title = plainLine(draft.title)
  if (title === '') refuse('/title', 'a title', '请填写培训名称')
  const subject = subjects.find(each => each.code === draft.subject)
  if (subject === undefined || (subject.retired === true && before?.subject !== subject.code))
    refuse('/subject', "a subject of the town's list", '须为本镇的培训科目')
  const length = milliseconds(draft.endsAt) - milliseconds(draft.startsAt)
  if (length <= 0) refuse('/endsAt', 'after the start', '须晚于开始时间')
  if (length > longest)
    refuse(
      '/endsAt',
      'on the same day: a course of several days is several sessions',
      '须在当天结束，多天的课请分场登记',
    )
  const { place: _, ...rest } = draft
  const place = plainLine(draft.place ?? '')
  if (place === '' && draft.link === undefined) refuse('/place', 'a place or a link', '请填写地点或链接')
  const materials = draft.materials.map((each, at) => {
    const name = plainLine(each.title)
    if (name === '') refuse(`/materials/${at}/title`, 'what it is called', '请填写资料名称')
    return { ...each, title: name }
  })
  return { ...rest, title, materials, ...(place === '' ? {} : { place }) }
}

/** @param taken how many others have signed up */
export function decideSignUp(training: Training, taken: number, now: Instant): void {
  demand(training.cancelledAt === undefined, 'training_over', { reason: 'cancelled' })
  demand(now < training.endsAt, 'training_over', { reason: 'ended' })
  demand(training.seats === undefined || taken < training.seats, 'training_full', { seats: training.seats ?? 0 })
}

/** Also after the session: slides are often asked for then. @param laid how many lie there already */
export function decideFile(training: Training, laid: number): void {
  demand(training.cancelledAt === undefined, 'training_over', { reason: 'cancelled' })
  demand(laid < filesMost, 'field_invalid', {
    pointer: '/file',
    expected: `at most ${filesMost} files; take one away first`,
    expectedZh: `最多 ${filesMost} 个文件，请先去掉一个`,
  })
}

/** The code on the wall counts while people are in the room. */
export function decidePresence(training: Training, now: Instant): void {
  demand(training.cancelledAt === undefined, 'training_over', { reason: 'cancelled' })
  const at = milliseconds(now)
  demand(
    at >= milliseconds(training.startsAt) - beforeStart && at <= milliseconds(training.endsAt) + afterEnd,
    'training_not_running',
    { startsAt: training.startsAt },
  )
}

export function decideFeedback(entry: TrainingEntry | undefined): void {
  demand(entry?.presentAt !== undefined, 'training_not_attended')
}

/** @throws Refusal field_invalid: each code and name once, a code that stood stays */
export function decideSubjects(before: readonly Subject[], wanted: readonly Subject[]): readonly Subject[] {
  const refuse = (at: number, field: string, expected: string, expectedZh: string): never => {
    throw new Refusal('field_invalid', { pointer: `/subjects/${at}/${field}`, expected, expectedZh })
  }
  const codes = new Set<string>()
  const names = new Set<string>()
  const kept = wanted.map((subject, at) => {
    const zh = plainLine(subject.zh)
    const en = plainLine(subject.en) || zh
    if (zh === '') refuse(at, 'zh', 'a name', '请填写科目名称')
    if (codes.has(subject.code)) refuse(at, 'code', 'each code once', '代码不能重复')
    if (names.has(zh)) refuse(at, 'zh', 'each name once', '科目名称不能重复')
    codes.add(subject.code)
    names.add(zh)
    return { ...subject, zh, en }
  })
  const gone = before.find(subject => !codes.has(subject.code))
  if (gone !== undefined)
    throw new Refusal('field_invalid', {
      pointer: '/subjects',
      expected: `“${gone.code}” to stay: retire it instead, held sessions point at it`,
      expectedZh: `“${gone.zh}”须保留，可标为停用，已办的培训仍属于它`,
    })
  return kept
}
