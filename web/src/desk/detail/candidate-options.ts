import type { Candidate } from '../../ticket/use-ticket.ts'
import { hasWords } from '../../words/words.ts'
import type { Option } from '../picker.tsx'

type Say = (key: string, facts?: Readonly<Record<string, string | number>>) => string

/** People and units with the reason and with what they hold already. */
export function candidateOptions(candidates: readonly Candidate[], say: Say): readonly Option[] {
  return candidates.map(({ kind, id, name, why, gridName, open }) => {
    const reason = hasWords(`ticket:why.${why}`) ? say(`ticket:why.${why}`) : say(`account:role.${why}`)
    return {
      value: `${kind}:${id}`,
      label: name,
      about: gridName === undefined ? reason : `${gridName} · ${reason}`,
      ...(open === 0 ? {} : { side: say('ticket:load', { count: open }) }),
    }
  })
}

export type WireHolder =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'unit'; readonly unitId: string; readonly assisting: readonly string[] }

export function holderOf(key: string, assisting: readonly string[] = []): WireHolder {
  const [kind, id = ''] = key.split(':')
  return kind === 'person' ? { kind, personId: id } : { kind: 'unit', unitId: id, assisting }
}
