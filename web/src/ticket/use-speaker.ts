import { useContext } from 'react'
import { TownZone, useNow } from '../ui/moment.tsx'
import { momentWords } from '../ui/time-words.ts'
import { useWords } from '../words/words.ts'
import { coded, type Speaker } from './event-sentence.ts'
import { useCatalogue } from './use-ticket.ts'

/** The town's words for codes and moments, in the person's language. */
export function useSpeaker(): Speaker {
  const { t, language } = useWords()
  const zone = useContext(TownZone)
  const now = new Date(useNow()).toISOString()
  const { data: catalogue } = useCatalogue()
  return {
    language,
    catalogue,
    say: t,
    moment: instant => (instant === '' ? '' : momentWords(instant, zone, now, language)),
  }
}

/** 道路照明, or "no category" while nobody has assessed it; nothing until the town's words are there: a code says nothing. */
export function categoryName({ catalogue, language, say }: Speaker, subcategory: string | undefined): string {
  if (subcategory === undefined) return say('ticket:uncategorised')
  return catalogue === undefined ? '' : coded(catalogue.subcategories, subcategory, language)
}
