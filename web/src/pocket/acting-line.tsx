import { type Me, useMe } from '../account/me.ts'
import type { Page } from '../api/client.ts'
import { useGet } from '../api/queries.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'
import { maySeeTeam } from './posts.ts'

type LeaderPost = { readonly personName?: string; readonly role: string; readonly gridId?: string }

/** "Acting for 伍秀兰": said wherever a village full-time grid worker decides, because it is written down so. */
export function ActingLine({ posts }: { posts: Me['posts'] }) {
  const { t } = useWords()
  const me = useMe()
  const acting = posts.find(
    post =>
      post.role === 'village_worker' &&
      !posts.some(other => other.role === 'medium_leader' && other.gridId === post.gridId),
  )
  const leaders = useGet<Page<LeaderPost>>(
    ['team', 'leaders'],
    '/posts',
    { role: 'medium_leader', gridId: acting?.gridId },
    acting?.gridId !== undefined && maySeeTeam(me),
  )
  if (acting === undefined) return null
  const name = leaders.data?.items[0]?.personName
  return (
    <p className="acting-line">
      <Icon name="info" size={18} />
      {name === undefined ? t('pocket:acting.leader', { place: acting.at ?? '' }) : t('pocket:acting.named', { name })}
    </p>
  )
}
