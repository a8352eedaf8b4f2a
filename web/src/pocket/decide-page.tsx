import { useSearchParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { ActingLine } from './acting-line.tsx'
import { Bell } from './bell.tsx'
import { MatterGroup } from './matter-row.tsx'
import { Page } from './page.tsx'
import { useDecisions } from './use-lists.ts'

/** 待我决定: everything of this village that stands still until its leader says something. */
export function DecidePage() {
  const { t } = useWords()
  const me = useMe()
  const list = useDecisions()
  const [search, setSearch] = useSearchParams()
  const only = search.get('of')
  const shown = list.groups.filter(group => only === null || group.kind === only)
  return (
    <Page title={t('pocket:decide.title')} beside={<Bell />} refresh={list.reload}>
      <ActingLine posts={me.posts} />
      {list.groups.length < 2 ? null : (
        <fieldset className="chips bare" aria-label={t('pocket:decide.filter')}>
          <Chip chosen={only === null} onClick={() => setSearch({}, { replace: true })}>
            {t('pocket:decide.all')}
          </Chip>
          {list.groups.map(group => (
            <Chip
              key={group.kind}
              chosen={only === group.kind}
              onClick={() => setSearch({ of: group.kind }, { replace: true })}
            >
              {t(`pocket:decide.short.${group.kind}`)} {group.rows.length}
            </Chip>
          ))}
        </fieldset>
      )}
      {list.problem !== null ? (
        <ErrorState problem={list.problem} retry={() => void list.reload()} />
      ) : list.pending ? (
        <Skeleton />
      ) : shown.length === 0 ? (
        <EmptyState
          icon="check"
          title={t('pocket:decide.none')}
          text={t('pocket:decide.noneText', { place: list.scopeName === '' ? me.town.name : list.scopeName })}
        />
      ) : (
        shown.map(group => <MatterGroup key={group.kind} title={t(`pocket:decide.${group.kind}`)} rows={group.rows} />)
      )}
      {list.cut ? <p className="page-note">{t('pocket:list.cut')}</p> : null}
    </Page>
  )
}

function Chip({ chosen, onClick, children }: { chosen: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="chip" aria-pressed={chosen} onClick={onClick}>
      {children}
    </button>
  )
}
