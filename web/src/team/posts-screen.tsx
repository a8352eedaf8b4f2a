import { NavLink, useParams } from 'react-router'
import { AdminPage } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { LeavesTab } from './leaves-tab.tsx'
import { PartyTab } from './party-tab.tsx'
import { PostKindsTab } from './post-kinds-tab.tsx'
import { PostsTab } from './posts-tab.tsx'
import './posts.css'
import './team.css'

const tabs = ['held', 'leaves', 'party', 'kinds'] as const
type Tab = (typeof tabs)[number]

const views: Readonly<Record<Tab, () => React.JSX.Element>> = {
  held: PostsTab,
  leaves: LeavesTab,
  party: PartyTab,
  kinds: PostKindsTab,
}

/** Who holds what, who stands in for whom, which groups there are, and what kinds of posts the town has. */
export function PostsScreen() {
  const { t } = useWords()
  const { tab: asked } = useParams<'tab'>()
  const tab = tabs.find(each => each === asked) ?? 'held'
  const View = views[tab]
  return (
    <AdminPage title={t('posts:title')} about={t(`posts:about.${tab}`)}>
      <nav className="posts-tabs no-print" aria-label={t('posts:title')}>
        {tabs.map(each => (
          <NavLink key={each} to={each === 'held' ? '/posts' : `/posts/${each}`} end className="posts-tab">
            {t(`posts:tab.${each}`)}
          </NavLink>
        ))}
      </nav>
      <View />
    </AdminPage>
  )
}
