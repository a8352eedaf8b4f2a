import { useEffect } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { holds, useMe } from '../../account/me.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { nextOf, useGettingStarted } from '../start/getting-started.ts'
import { GettingStartedScreen } from '../start/getting-started-screen.tsx'
import { StartPage } from '../start-page.tsx'

/** The desk begins with what waits for this person: a town that is not set up yet, assessing at the centre, one's own matters at a unit. */
export function FirstQueue() {
  const me = useMe()
  const started = useGettingStarted()
  if (me.posts.length === 0) return <StartPage />
  if (holds(me, ['town_administrator'])) {
    if (started.data === undefined)
      return started.error === null ? (
        <Skeleton />
      ) : (
        <ErrorState problem={started.error} retry={() => void started.refetch()} />
      )
    if (nextOf(started.data) !== undefined) return <GettingStartedScreen />
  }
  if (holds(me, ['verifier'])) return <Navigate replace to="/queue/to_verify" />
  const leads = holds(me, ['centre', 'duty_officer', 'medium_leader', 'village_worker', 'small_leader'])
  if (leads) return <Navigate replace to="/queue/to_assess" />
  return <Navigate replace to={holds(me, ['unit_clerk']) ? '/queue/all' : '/queue/late'} />
}

/** DC-220926-7KQ4-M2HXP, with or without its strokes. */
const numbered = /^[a-z]{2}[-\s]?\d{6}[-\s]?[0-9a-z]{4}[-\s]?[0-9a-z]{5}$/i

/** The header's field: a number opens its ticket, words become a search over everything. */
export function SearchScreen() {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const words = search.get('words')?.trim() ?? ''
  useEffect(() => {
    const to = numbered.test(words)
      ? `/tickets/${encodeURIComponent(words)}`
      : `/queue/all?text=${encodeURIComponent(words)}`
    void navigate(to, { replace: true })
  }, [words, navigate])
  return <Skeleton />
}
