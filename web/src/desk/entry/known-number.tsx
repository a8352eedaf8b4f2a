import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { useNumbered } from '../../ticket/use-ticket.ts'
import { useWords } from '../../words/words.ts'

/** Milliseconds after the last letter. */
const pause = 400
/** Shorter ones are still being typed. */
const shortest = 4

/** The other side sends the same case twice: said while it is typed, so that it does not become two matters. */
export function KnownNumber({ number }: { number: string }) {
  const { t } = useWords()
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(number.trim()), pause)
    return () => clearTimeout(timer)
  }, [number])
  const asks = asked.length >= shortest
  const { data } = useNumbered(asked, asks)
  const items = asks && asked === number.trim() ? (data?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <p className="entry-known" role="status">
      {t('desk:entry.numberKnown')}
      {items.map(item => (
        <Link key={item.number} to={`/tickets/${item.number}`}>
          {item.number}
        </Link>
      ))}
    </p>
  )
}
