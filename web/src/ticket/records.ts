/**
 * What stands beside the status — contest, extension, order, calls, referral, supervision … — as lines to read. Pure: the
 * desk, the pocket and the printed sheets show the same lines.
 */
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { coded, holderName, listed, nameOf, type Speaker } from './event-sentence.ts'

export type BesideRecord = { readonly key: string; readonly lines: readonly string[]; readonly words?: string }

type Facts = Readonly<Record<string, unknown>>
type Tell = (
  facts: Facts,
  speaker: Speaker,
) => { readonly lines: readonly (string | undefined)[]; readonly words?: unknown }

const by = (facts: Facts, { say, moment }: Speaker, field = 'by') =>
  say('ticket:note.from', { person: nameOf(facts[field]), moment: moment(String(facts['at'] ?? '')) })

function decided(facts: Facts, speaker: Speaker, field: string): string {
  const decision = facts['decision'] as Facts | undefined
  if (decision === undefined) return speaker.say('ticket:note.undecided')
  return speaker.say('ticket:note.decided', {
    person: nameOf(decision['by']),
    decision: speaker.say(`ticket:choice.${field}.${decision[field] === true}`),
  })
}

/** Systems that have words; another one keeps its own name. */
const systems = ['12345', 'yuepingan', 'county']

/** In the order in which they matter to who decides. */
const tells: Readonly<Record<string, Tell>> = {
  contest: (facts, speaker) => ({
    lines: [
      coded(speaker.catalogue?.reasons.contest, facts['reason'], speaker.language),
      by(facts, speaker),
      decided(facts, speaker, 'upheld'),
    ],
    words: facts['words'],
  }),
  extension: (facts, speaker) => ({
    lines: [
      coded(speaker.catalogue?.reasons.extension, facts['reason'], speaker.language),
      by(facts, speaker),
      decided(facts, speaker, 'granted'),
    ],
    words: facts['words'],
  }),
  appeal: (facts, speaker) => ({
    lines: [
      coded(speaker.catalogue?.reasons.appeal, facts['reason'], speaker.language),
      by(facts, speaker),
      decided(facts, speaker, 'granted'),
    ],
    words: facts['words'],
  }),
  supervision: (facts, speaker) => ({
    lines: [speaker.say(`ticket:choice.level.${String(facts['level'])}`), by(facts, speaker)],
    words: facts['words'],
  }),
  suspension: (facts, speaker) => ({
    lines: [
      coded(speaker.catalogue?.reasons.suspension, facts['reason'], speaker.language),
      speaker.say('ticket:note.until', { moment: speaker.moment(String(facts['until'] ?? '')) }),
    ],
    words: facts['words'],
  }),
  referral: (facts, speaker) => {
    const receipt = facts['receipt'] as Facts | undefined
    const reply = facts['reply'] as Facts | undefined
    const { say, moment } = speaker
    return {
      lines: [
        coded(speaker.catalogue?.outsideBodies, facts['body'], speaker.language),
        coded(speaker.catalogue?.reasons.referral, facts['reason'], speaker.language),
        receipt === undefined
          ? say('ticket:note.noReceipt')
          : say('ticket:note.receipt', { moment: moment(String(receipt['at'] ?? '')) }),
        receipt?.['foreignNumber'] === undefined
          ? undefined
          : say('ticket:note.theirNumber', { number: String(receipt['foreignNumber']) }),
        receipt?.['limit'] === undefined
          ? undefined
          : say('ticket:note.theirLimit', { moment: moment(String(receipt['limit'])) }),
        reply === undefined
          ? say('ticket:note.followUp', { moment: moment(String(facts['followUpAt'] ?? '')) })
          : say(`ticket:choice.settled.${reply['settled'] === true}`),
      ],
      words: reply?.['words'] ?? facts['letter'],
    }
  },
  foreign: (facts, { say, moment }) => ({
    lines: [
      `${systems.includes(String(facts['system'])) ? say(`ticket:choice.system.${String(facts['system'])}`) : String(facts['system'])} ${String(facts['number'])}`,
      facts['limit'] === undefined
        ? undefined
        : say('ticket:note.theirLimit', { moment: moment(String(facts['limit'])) }),
      facts['writtenBackAt'] === undefined
        ? say('ticket:note.notWrittenBack')
        : say('ticket:note.writtenBack', { moment: moment(String(facts['writtenBackAt'])) }),
    ],
    words: facts['answer'],
  }),
  order: (facts, speaker) => {
    const takers = (facts['takers'] ?? []) as readonly Facts[]
    const names = takers.map(taker => nameOf(taker['personId'])).filter(Boolean)
    return {
      lines: [
        speaker.say('ticket:note.takers', { taken: takers.length, needed: Number(facts['needed']) }),
        names.length === 0 ? undefined : names.join(speaker.language === 'zh' ? '、' : ', '),
        facts['unfilledAt'] === undefined
          ? speaker.say('ticket:note.closes', { moment: speaker.moment(String(facts['closesAt'] ?? '')) })
          : speaker.say('ticket:note.unfilled'),
      ],
      words: facts['need'],
    }
  },
  siteCheck: (facts, speaker) => {
    const finding = facts['finding'] as Facts | undefined
    return {
      lines: [
        speaker.say('ticket:note.askedOf', { person: nameOf(facts['askedOf']) }),
        finding === undefined
          ? speaker.say('ticket:note.notYet')
          : speaker.say(`ticket:choice.found.${finding['found'] === true}`),
      ],
      words: finding?.['words'] ?? facts['words'],
    }
  },
  dispatch: (facts, speaker) => {
    const to = facts['to'] as Facts | undefined
    const assisting = listed(to?.['assisting'], speaker.language)
    return {
      lines: [
        holderName(to),
        assisting === '' ? undefined : speaker.say('ticket:note.assisting', { names: assisting }),
        facts['acknowledgedAt'] === undefined
          ? speaker.say('ticket:note.notAck')
          : speaker.say('ticket:note.ackBy', { moment: speaker.moment(String(facts['acknowledgedAt'])) }),
      ],
      words: facts['words'],
    }
  },
  result: (facts, speaker) => ({ lines: [by(facts, speaker)], words: facts['words'] }),
  declined: (facts, speaker) => {
    const rule = speaker.catalogue?.declineRules.find(each => each.code === facts['rule'])
    return {
      lines: [
        rule?.name[speaker.language] ?? String(facts['rule']),
        rule === undefined ? undefined : speaker.say('ticket:note.instead', { where: rule.instead[speaker.language] }),
        by(facts, speaker),
      ],
      words: facts['words'],
    }
  },
  closing: (facts, speaker) => ({
    lines: [
      speaker.say(`ticket:closing.${String(facts['as'])}`),
      facts['onTheSpot'] === true ? speaker.say('ticket:note.onTheSpot') : undefined,
      by(facts, speaker),
    ],
    words: facts['words'],
  }),
  rating: (facts, speaker) => ({
    lines: [speaker.say(`ticket:choice.score.${String(facts['score'])}`)],
    words: facts['words'],
  }),
  problem: (facts, speaker) => ({
    lines: [
      speaker.say('ticket:note.until', { moment: speaker.moment(String(facts['until'] ?? '')) }),
      by(facts, speaker),
    ],
    words: facts['words'],
  }),
}

/** Where several of a kind stand one below the other. */
const lists: Readonly<Record<string, (facts: Facts, speaker: Speaker) => string>> = {
  returns: (facts, speaker) =>
    [
      holderName(facts['holder']),
      coded(speaker.catalogue?.reasons.return, facts['reason'], speaker.language),
      facts['words'],
    ]
      .filter(Boolean)
      .join(' · '),
  calls: (facts, speaker) => {
    const arrived = ((facts['arrivals'] ?? []) as readonly Facts[]).map(each => nameOf(each['unitId']))
    return ((facts['units'] ?? []) as readonly unknown[])
      .map(
        unit =>
          `${nameOf(unit)} ${speaker.say(arrived.includes(nameOf(unit)) ? 'ticket:note.arrived' : 'ticket:note.notArrived')}`,
      )
      .join(' · ')
  },
  contacts: (facts, speaker) =>
    [
      speaker.say(facts['reached'] === true ? 'ticket:note.reached' : 'ticket:note.missed'),
      by(facts, speaker),
      facts['words'],
    ]
      .filter(Boolean)
      .join(' · '),
  verifications: (facts, speaker) =>
    [
      speaker.say(facts['passed'] === true ? 'ticket:note.passed' : 'ticket:note.failed'),
      by(facts, speaker),
      facts['words'],
    ]
      .filter(Boolean)
      .join(' · '),
}

export function recordsOf(page: TicketPage, speaker: Speaker): readonly BesideRecord[] {
  const found: BesideRecord[] = []
  for (const [key, tell] of Object.entries(tells)) {
    const facts = page.beside[key]
    if (typeof facts !== 'object' || facts === null) continue
    const { lines, words } = tell(facts as Facts, speaker)
    const said = lines.filter(line => line !== undefined && line !== '') as string[]
    found.push({ key, lines: said, ...(typeof words === 'string' && words !== '' ? { words } : {}) })
  }
  for (const [key, tell] of Object.entries(lists)) {
    const items = page.beside[key]
    if (!Array.isArray(items)) continue
    found.push({ key, lines: items.map(item => tell(item as Facts, speaker)) })
  }
  return found
}
