import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { toast } from '../ui/toast.tsx'
import { say } from '../words/words.ts'

export type Channel = {
  readonly kind: 'webhook' | 'email' | 'demo_phone'
  readonly enabled: boolean
  readonly version: number
  readonly hasSecret: boolean
  readonly webhook?: { readonly url: string }
  readonly email?: {
    readonly host: string
    readonly port: number
    readonly from: string
    readonly secure: boolean
    readonly username?: string
  }
  readonly waiting: number
  readonly failed: number
  readonly lastSentAt?: string
  readonly lastError?: string
}

export function useChannels() {
  return useGet<{ readonly items: readonly Channel[] }>(['channel', 'all'], '/channels')
}

/** @param version of the channel as it was seen; 0 where it was never set */
export function useSaveChannel<Body extends object>(kind: 'webhook' | 'email', version: number) {
  return useIntention<Body, { readonly version: number }>(
    body => ({ method: 'PUT', path: `/channels/${kind}`, version: `"${version}"`, body }),
    { changes: ['channel'], onDone: () => toast({ text: say(`notice:channels.saved.${kind}`) }) },
  )
}

export function useTestChannel(kind: 'webhook' | 'email') {
  return useIntention<string, unknown>(to => ({ method: 'POST', path: `/channels/${kind}/test`, body: { to } }), {
    changes: ['channel'],
    onDone: (_, to) => toast({ text: say('notice:channels.testSent', { to }) }),
  })
}
