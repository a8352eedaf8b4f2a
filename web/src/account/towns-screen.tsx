import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useIntention } from '../api/intention.ts'
import { AdminPage } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { Pager } from '../ui/pager.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { useMe } from './me.ts'
import { TownAddressForm } from './town-address-form.tsx'
import { TownLinks } from './town-links.tsx'
import { addressOf, type TownLine, type TownMade, useTowns } from './towns.ts'

/** The towns of the county, for whoever keeps the installation. */
export function TownsScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [links, setLinks] = useState<{ readonly town: string; readonly made: TownMade } | undefined>(undefined)
  if (links !== undefined)
    return <TownLinks town={links.town} made={links.made} again done={() => setLinks(undefined)} />
  return (
    <AdminPage
      title={t('towns:title')}
      about={t('towns:about')}
      actions={
        <button type="button" className="button button-primary" onClick={() => void navigate('/towns/new')}>
          {t('towns:add')}
        </button>
      }
    >
      <Towns show={setLinks} />
    </AdminPage>
  )
}

function Towns({ show }: { show(links: { readonly town: string; readonly made: TownMade }): void }) {
  const { t } = useWords()
  const towns = useTowns()
  const [changing, setChanging] = useState<TownLine | undefined>(undefined)
  const invite = useIntention<TownLine, TownMade>(
    ({ code }) => ({ method: 'POST', path: `/towns/${code}/invitations` }),
    {
      changes: ['towns'],
      onDone(made, { name }) {
        toast({ text: say('towns:again.done') })
        show({ town: name, made })
      },
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  if (towns.problem !== null && towns.items.length === 0)
    return <ErrorState problem={towns.problem} retry={() => void towns.reload()} />
  if (towns.pending) return <Skeleton rows={3} />
  return (
    <div className="admin-scroll">
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('towns:list.town')}</th>
            <th scope="col">{t('towns:list.code')}</th>
            <th scope="col">{t('towns:list.address')}</th>
            <th scope="col">{t('towns:list.state')}</th>
            <th scope="col">{t('towns:list.since')}</th>
            <th scope="col">
              <span className="unseen">{t('towns:list.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {towns.items.map(town => (
            <Line
              key={town.code}
              town={town}
              change={() => setChanging(town)}
              {...(town.governed || invite.isPending ? {} : { invite: () => invite.mutate(town) })}
            />
          ))}
        </tbody>
      </table>
      <Pager
        shown={towns.items.length}
        hasMore={towns.hasMore}
        loadingMore={towns.loadingMore}
        loadMore={towns.loadMore}
      />
      {changing === undefined ? null : <TownAddressForm town={changing} close={() => setChanging(undefined)} />}
    </div>
  )
}

function Line({ town, change, invite }: { town: TownLine; change(): void; invite?: () => void }) {
  const { t } = useWords()
  const me = useMe()
  const [hostName] = town.hostNames
  return (
    <tr>
      <th scope="row">
        {town.name} {town.code === me.town.code ? <span className="tag">{t('towns:list.here')}</span> : null}
      </th>
      <td>{town.code}</td>
      <td>
        {hostName === undefined ? (
          <span className="faint">{t('towns:list.noAddress')}</span>
        ) : (
          <a href={addressOf(hostName)} target="_blank" rel="noreferrer">
            {hostName}
          </a>
        )}
      </td>
      <td>
        {town.governed ? (
          t('towns:list.settled')
        ) : (
          <>
            <Icon name="hourglass" size={16} /> {t('towns:list.waiting')}
          </>
        )}
      </td>
      <td>
        <Moment at={town.since} short />
      </td>
      <td className="admin-row-actions">
        {invite === undefined ? null : (
          <button type="button" className="button button-small" onClick={invite}>
            {t('towns:again.act')}
          </button>
        )}{' '}
        <button
          type="button"
          className="button button-small"
          aria-label={`${t('towns:list.change')} ${town.name}`}
          onClick={change}
        >
          {t('towns:list.change')}
        </button>
      </td>
    </tr>
  )
}

/** Back to the list, above the pages that belong to it. */
export function BackToTowns() {
  const { t } = useWords()
  return (
    <Link to="/towns">
      <Icon name="left" size={16} />
      {t('towns:title')}
    </Link>
  )
}
