import { candidateWords } from '../../ticket/candidate-words.ts'
import type { Candidate } from '../../ticket/use-ticket.ts'
import type { Option } from '../picker.tsx'

type Say = (key: string, facts?: Readonly<Record<string, string | number>>) => string

/** People and units with the reasons and with what they hold already. */
export function candidateOptions(
  candidates: readonly Candidate[],
  say: Say,
  kindName: (code: string) => string,
): readonly Option[] {
  return candidates.map(candidate => ({
    value: `${candidate.kind}:${candidate.id}`,
    label: candidate.name,
    about: candidateWords(candidate, say, kindName),
    ...(candidate.open === 0 ? {} : { side: say('ticket:load', { count: candidate.open }) }),
  }))
}

export type WireHolder =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'unit'; readonly unitId: string; readonly assisting: readonly string[] }

export function holderOf(key: string, assisting: readonly string[] = []): WireHolder {
  const [kind, id = ''] = key.split(':')
  return kind === 'person' ? { kind, personId: id } : { kind: 'unit', unitId: id, assisting }
}
