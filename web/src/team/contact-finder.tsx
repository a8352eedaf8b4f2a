import { useSearchParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { NoGrids } from '../ui/no-grids.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { ContactList } from './contact-list.tsx'
import { useGridTree, villagesIn } from './team.ts'

/** Whom to call about a village or one of its groups; who works in one begins with his own. */
export function ContactFinder({ dial = false }: { dial?: boolean }) {
  const { t } = useWords()
  const { posts } = useMe()
  const [query, setQuery] = useSearchParams()
  const grids = useGridTree()
  const own = posts.find(post => grids.some(grid => grid.gridId === post.gridId && grid.level !== 'large'))?.gridId
  const chosen = grids.find(grid => grid.gridId === (query.get('grid') ?? own) && grid.level !== 'large')
  const village = chosen?.level === 'small' ? chosen.parentId : chosen?.gridId
  const mayBegin = posts.some(({ role }) => role === 'town_administrator')
  if (grids.length === 1)
    return <NoGrids lacking="village" text={t('team:contacts.needs')} mayBegin={mayBegin && !dial} />
  const choose = (gridId: string) => setQuery(gridId === '' ? {} : { grid: gridId }, { replace: true })
  return (
    <>
      <search className="team-filters">
        <Labelled label={t('posts:people.place')}>
          {ties => (
            <select {...ties} className="input" value={village ?? ''} onChange={event => choose(event.target.value)}>
              <option value="">{t('team:contacts.choose')}</option>
              {villagesIn(grids).map(grid => (
                <option key={grid.gridId} value={grid.gridId}>
                  {grid.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('team:contacts.group')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={chosen?.level === 'small' ? chosen.gridId : ''}
              disabled={village === undefined}
              onChange={event => choose(event.target.value === '' ? village! : event.target.value)}
            >
              <option value="">{t('team:contacts.wholeVillage')}</option>
              {grids
                .filter(grid => grid.parentId === village && village !== undefined)
                .map(grid => (
                  <option key={grid.gridId} value={grid.gridId}>
                    {grid.name}
                  </option>
                ))}
            </select>
          )}
        </Labelled>
      </search>
      {chosen === undefined ? (
        <EmptyState icon="people" title={t('team:contacts.chooseFirst')} text={t('team:contacts.about')} />
      ) : (
        <ContactList key={chosen.gridId} gridId={chosen.gridId} dial={dial} />
      )}
    </>
  )
}
