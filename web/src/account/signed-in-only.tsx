import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { followLive } from '../api/live.ts'
import { TownZone } from '../ui/moment.tsx'
import { PreferenceSwitches } from '../ui/preference-switches.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { type Me, MeContext, useSignedIn } from './me.ts'
import { SignIn } from './sign-in.tsx'

/** The door of both applications: signs in, then gives the person and the town's zone to everything inside. */
export function SignedInOnly({
  place,
  firstWay,
  children,
}: {
  place: 'desk' | 'pocket'
  firstWay: 'password' | 'phone'
  children: ReactNode
}) {
  const { data: me, error, isPending, refetch } = useSignedIn()
  if (me === null) return <SignIn place={place} first={firstWay} tools={<PreferenceSwitches />} />
  if (me !== undefined) return <Inside me={me}>{children}</Inside>
  if (isPending) return <Skeleton kind="page" />
  return <ErrorState problem={error} retry={() => void refetch()} />
}

function Inside({ me, children }: { me: Me; children: ReactNode }) {
  const queries = useQueryClient()
  // The place as the door opened: everything below is read later, so that nothing falls between reading and listening.
  const [place] = useState(me.livePlace)
  useEffect(() => followLive(queries, place), [queries, place])
  return (
    <MeContext value={me}>
      <TownZone value={me.town.zone}>{children}</TownZone>
    </MeContext>
  )
}
