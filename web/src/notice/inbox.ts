import { useIntention } from '../api/intention.ts'
import { useGet, usePages } from '../api/queries.ts'
import { toast } from '../ui/toast.tsx'
import { say } from '../words/words.ts'

export type Notice = {
  readonly noticeId: string
  readonly kind: string
  readonly text: string
  readonly ticketNumber?: string
  readonly createdAt: string
  readonly readAt?: string
}

export function useInbox() {
  return usePages<Notice>(['notice', 'inbox'], '/notices')
}

/** For the badge; the live stream refreshes it when a notice comes. */
export function useUnread(): number | undefined {
  return useGet<{ readonly unread: number }>(['notice', 'unread'], '/notices', { limit: 1 }).data?.unread
}

export function useMarkRead() {
  return useIntention<string, undefined>(noticeId => ({ method: 'POST', path: `/notices/${noticeId}/read` }), {
    changes: ['notice'],
  })
}

/** Up to the newest that the person has seen: what comes meanwhile stays new. */
export function useMarkAllRead() {
  return useIntention<string, { readonly read: number }>(
    upTo => ({ method: 'POST', path: '/notices/read', body: { upTo } }),
    {
      changes: ['notice'],
      onDone: ({ read }) => toast({ text: say('notice:inbox.allReadDone', { count: read }) }),
      onRefused: problem => toast({ text: problem.message, kind: 'failed' }),
    },
  )
}
