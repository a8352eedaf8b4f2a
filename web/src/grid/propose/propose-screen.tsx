import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { BarriersWire, HouseholdsWire, ProposalWire, WishesBody } from '@onegrid/domain/grid/propose/contract.ts'
import { type ReactNode, useState } from 'react'
import { Link, Navigate, useNavigate, useParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { GuardedButton } from '../../ui/guarded-button.tsx'
import { Moment } from '../../ui/moment.tsx'
import { NoGrids } from '../../ui/no-grids.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { hasWords, useWords } from '../../words/words.ts'
import { HouseholdsPart } from './households-part.tsx'
import { ProposalCard } from './proposal-card.tsx'
import {
  bodyOf,
  type Draft,
  draftOf,
  problemOf,
  useBarriers,
  useHouseholds,
  useProposal,
  useProposals,
  useVillages,
  usualNumber,
} from './proposals.ts'
import { WishesForm, wishWords } from './wishes-form.tsx'
import './propose.css'

/** Small grids proposed from villages, households and barriers (科学划网). The address names the proposal that is shown. */
export function ProposeScreen() {
  const { proposalId } = useParams<'proposalId'>()
  const villages = useVillages()
  const households = useHouseholds()
  const barriers = useBarriers()
  const proposal = useProposal(proposalId)
  const all = useProposals()
  const problem = villages.error ?? households.error ?? barriers.error ?? proposal.error
  if (problem !== null) return <ErrorState problem={problem} retry={() => void proposal.refetch()} />
  if (villages.data === undefined || households.data === undefined || barriers.data === undefined)
    return <Skeleton kind="page" />
  if (proposalId !== undefined && proposal.data === undefined) return <Skeleton kind="page" />
  // Whoever comes back finds what is being reckoned, with how far it is.
  const under = proposalId === undefined ? all.items.find(({ state }) => state === 'running') : undefined
  if (under !== undefined) return <Navigate to={`/propose/${under.proposalId}`} replace />
  return (
    <Proposer
      // Another proposal brings its own wishes into the form.
      key={proposalId ?? 'new'}
      villages={villages.data.features}
      households={households.data}
      barriers={barriers.data.items}
      proposal={proposalId === undefined ? undefined : proposal.data}
    />
  )
}

const weights = { households: 70, area: 30, compactness: 50 }

function usualDraft(villages: OutlinesWire['features'], households: HouseholdsWire): Draft {
  const villageIds = villages.map(village => village.properties.gridId)
  const by = households.villages.some(village => village.households > 0) ? 'householdsEach' : 'count'
  return { villageIds, by, number: usualNumber(by, villageIds, households), weights, seed: 1 }
}

function Proposer({
  villages,
  households,
  barriers,
  proposal,
}: {
  villages: OutlinesWire['features']
  households: HouseholdsWire
  barriers: BarriersWire['items']
  proposal: ProposalWire | undefined
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [changed, setDraft] = useState<Draft>()
  // Until somebody chooses, households that are brought in meanwhile count.
  const draft = changed ?? (proposal === undefined ? usualDraft(villages, households) : draftOf(proposal.wishes))
  const ask = useIntention<WishesBody, { readonly proposalId: string }>(
    body => ({ method: 'POST', path: '/proposals', body }),
    { changes: ['proposal'], onDone: ({ proposalId }) => void navigate(`/propose/${proposalId}`) },
  )
  const wrong = problemOf(draft, households)
  const running = proposal?.state === 'running'
  const elsewhere = useProposals().items.find(
    item => item.state === 'running' && item.proposalId !== proposal?.proposalId,
  )
  const begin = (wishes: WishesBody) => ask.mutate(wishes)
  return (
    <AdminPage
      title={t('propose:title')}
      about={t('propose:about')}
      actions={
        villages.length === 0 ? undefined : (
          <GuardedButton
            why={running ? undefined : wrong === undefined ? undefined : wishWords(wrong, t)}
            busy={running || ask.isPending}
            act={() => begin(bodyOf(draft))}
            lead={() => document.querySelector<HTMLElement>('.wishes [aria-invalid="true"]')?.focus()}
          >
            {t(proposal?.state === 'done' ? 'propose:again' : 'propose:begin')}
          </GuardedButton>
        )
      }
    >
      {ask.error === null ? null : (
        <Banner kind="over">
          {ask.error.message} {ask.error.remedy}
        </Banner>
      )}
      {elsewhere === undefined ? null : (
        <Banner
          actions={
            <Link className="button" to={`/propose/${elsewhere.proposalId}`}>
              {t('propose:toRunning')}
            </Link>
          }
        >
          {t('propose:runningElsewhere')}
        </Banner>
      )}
      {villages.length === 0 ? (
        <NoGrids lacking="outline" text={t('propose:needs')} mayBegin />
      ) : (
        <div className="proposer">
          <div className="proposer-side no-print">
            <WishesForm
              draft={draft}
              villages={villages}
              households={households}
              problem={wrong}
              disabled={running}
              change={setDraft}
            />
            <HouseholdsPart households={households} />
            <section className="proposer-part">
              <h2>{t('propose:barriers.title')}</h2>
              <p className="soft">
                {barriers.length === 0
                  ? t('propose:barriers.none')
                  : barriers.map(barrier => barrier.name).join(t('propose:barriers.between'))}
              </p>
              <Link to="/barriers">{t('propose:barriers.edit')}</Link>
            </section>
            <Earlier shown={proposal?.proposalId} />
          </div>
          <div className="proposer-main">
            {proposal === undefined ? (
              <EmptyState icon="map" title={t('propose:empty')} text={t('propose:emptyText')} />
            ) : (
              <Answer proposal={proposal} villages={villages} barriers={barriers} again={begin} />
            )}
          </div>
        </div>
      )}
    </AdminPage>
  )
}

function Answer({
  proposal,
  villages,
  barriers,
  again,
}: {
  proposal: ProposalWire
  villages: OutlinesWire['features']
  barriers: BarriersWire['items']
  again(wishes: WishesBody): void
}) {
  const { t } = useWords()
  const { state, proposalId, wishes, fault } = proposal
  if (state === 'running') return <Progress proposal={proposal} />
  if (state !== 'done') {
    const key = `propose:fault.${fault}`
    return (
      <Banner
        kind={state === 'cancelled' ? 'info' : 'over'}
        actions={
          <button type="button" className="button" onClick={() => again(wishes)}>
            {t('propose:restart')}
          </button>
        }
      >
        {state === 'failed' && hasWords(key) ? t(key) : t(`propose:state.${state}`)}
      </Banner>
    )
  }
  const chosen = villages.filter(village => wishes.villageIds.includes(village.properties.gridId))
  const named = chosen.filter(village => proposal.byAreaAlone.includes(village.properties.gridId))
  const byArea = named.map(village => village.properties.name).join(t('propose:barriers.between'))
  return (
    <>
      {proposal.outdated ? <Banner kind="due">{t('propose:outdated')}</Banner> : null}
      {proposal.basis === 'population' ? <Banner>{t('propose:basis.population')}</Banner> : null}
      {named.length === 0 ? null : (
        <Banner kind="due">
          {t(named.length === chosen.length ? 'propose:basis.area' : 'propose:basis.areaOf', { villages: byArea })}
        </Banner>
      )}
      {proposal.piecesJoined === 0 ? null : <Banner>{t('propose:joined', { pieces: proposal.piecesJoined })}</Banner>}
      <p className="soft proposer-key">
        <KeyPatch kind="empty">{t('propose:key.empty')}</KeyPatch>
        <KeyPatch kind="even">{t('propose:key.even')}</KeyPatch>
        <KeyPatch kind="full">{t('propose:key.full')}</KeyPatch>
        {chosen.some(village => village.properties.example) ? (
          <span className="tag">{t('app:map.example')}</span>
        ) : null}
      </p>
      <div className="proposals">
        {proposal.proposals.map(one => (
          <ProposalCard
            key={one.manner}
            proposal={one}
            proposalId={proposalId}
            villages={chosen}
            barriers={barriers}
            outdated={proposal.outdated}
          />
        ))}
      </div>
    </>
  )
}

function KeyPatch({ kind, children }: { kind: string; children: ReactNode }) {
  return (
    <span>
      <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">
        <rect width="16" height="12" className="sketch-grid" data-full={kind} />
      </svg>
      {children}
    </span>
  )
}

function Progress({ proposal: { proposalId, done } }: { proposal: ProposalWire }) {
  const { t } = useWords()
  const cancel = useIntention<void, unknown>(() => ({ method: 'POST', path: `/proposals/${proposalId}/cancel` }), {
    changes: ['proposal'],
  })
  const hundredths = Math.round(done * 100)
  return (
    <section className="proposer-progress" aria-labelledby="proposer-progress">
      <h2 id="proposer-progress">{t('propose:running')}</h2>
      <progress max={100} value={hundredths} aria-labelledby="proposer-progress" />
      <p role="status">{t('propose:done', { hundredths })}</p>
      <button type="button" className="button" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('propose:cancel')}
      </button>
      <p className="soft">{t('propose:runningText')}</p>
    </section>
  )
}

function Earlier({ shown }: { shown: string | undefined }) {
  const { t } = useWords()
  const { items } = useProposals()
  const others = items.filter(item => item.proposalId !== shown)
  if (others.length === 0) return null
  return (
    <details className="proposer-part">
      <summary>{t('propose:earlier', { number: others.length })}</summary>
      <ul className="proposer-earlier">
        {others.map(({ proposalId, askedAt, state, wishes }) => (
          <li key={proposalId}>
            <Link to={`/propose/${proposalId}`}>
              <Moment at={askedAt} />
            </Link>{' '}
            <span className="soft">
              {t('propose:ofVillages', { number: wishes.villageIds.length })} · {t(`propose:stateShort.${state}`)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
