import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { holds, meKey, useMe } from '../account/me.ts'
import { useKindName } from '../account/post-kinds.ts'
import { signOut } from '../account/session.ts'
import { ApiProblem } from '../api/problem.ts'
import { postsTogether } from '../team/posts-together.ts'
import { ownReportIn } from '../team/report-in/report-ins.ts'
import { useGridTree } from '../team/team.ts'
import { Icon } from '../ui/icon.tsx'
import { PreferenceSwitches } from '../ui/preference-switches.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { forgetDrafts } from './draft.ts'
import { Page, Row } from './page.tsx'
import { pocketScreens } from './screens.ts'

/** Who I am here, further pages, language and light, and the way out. */
export function MyPage() {
  const { t } = useWords()
  const me = useMe()
  const grids = useGridTree()
  const kindName = useKindName()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = async () => {
    try {
      await signOut()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      toast({ text: error.message, kind: 'failed' })
      return
    }
    forgetDrafts(me.personId)
    queries.clear()
    queries.setQueryData(meKey, null)
    toast({ text: t('account:me.signedOut') })
  }
  return (
    <Page title={me.name}>
      {postsTogether(grids, me.posts).map(post => (
        <Row
          key={post.key}
          icon={<Icon name="people" />}
          title={kindName(post.kind)}
          text={[
            post.at ?? me.town.name,
            post.actingFor === undefined
              ? undefined
              : t('posts:acting', { name: post.actingForName ?? t('app:person.gone') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
      {pocketScreens.map(({ path, menu, roles }) =>
        menu === undefined || !holds(me, roles) ? null : (
          <Row
            key={path}
            icon={<Icon name={menu.icon} />}
            title={t(menu.words)}
            onClick={() => void navigate(`/${menu.to ?? path}`)}
          />
        ),
      )}
      <Row
        icon={<Icon name="people" />}
        title={t(ownReportIn.words)}
        onClick={() => location.assign(ownReportIn.href)}
      />
      <div className="page-switches">
        <PreferenceSwitches />
      </div>
      <Row icon={<Icon name="out" />} title={t('account:me.signOut')} onClick={() => void leave()} />
    </Page>
  )
}
