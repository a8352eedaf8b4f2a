import type { PartyGroupsShape } from '@onegrid/domain/team/posts-contract.ts'
import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Static } from 'typebox'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { Banner } from '../ui/admin-page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { type Opened, Unsaved, useOpened, useSaysChanged } from '../ui/unsaved.tsx'
import { useWords } from '../words/words.ts'
import { type GroupDraft, PartyGroupForm } from './party-group-form.tsx'
import { groupsOf, useGridTree, villagesIn } from './team.ts'

type PartyGroups = Static<typeof PartyGroupsShape>

/** Party groups of the grid, changed as one list; what a small grid lacks stands beside it. */
export function PartyTab() {
  const list = useGet<PartyGroups>(['person', 'partyGroups'], '/party-groups')
  if (list.data === undefined)
    return list.error === null ? <Skeleton /> : <ErrorState problem={list.error} retry={() => void list.refetch()} />
  return <OneList newest={list.data} reload={() => void list.refetch()} />
}

function OneList({ newest, reload }: { newest: PartyGroups; reload(): void }) {
  const { opened, ...hands } = useOpened(newest)
  return <Edited key={opened.version} list={opened} hands={hands} reload={reload} />
}

function draftsOf({ items }: PartyGroups): readonly GroupDraft[] {
  return items.map(({ partyGroupId, name, leaderId, leaderName, gridIds, from }) => ({
    key: partyGroupId,
    partyGroupId,
    name,
    gridIds,
    from,
    ...(leaderId === undefined ? {} : { leader: { personId: leaderId, name: leaderName ?? '' } }),
  }))
}

function bodyOf(drafts: readonly GroupDraft[]) {
  return {
    items: drafts.map(({ partyGroupId, name, leader, gridIds, from }) => ({
      name,
      gridIds,
      ...(partyGroupId === undefined ? {} : { partyGroupId }),
      ...(leader === undefined ? {} : { leaderId: leader.personId }),
      ...(from === undefined ? {} : { from }),
    })),
  }
}

function Edited({ list, hands, reload }: { list: PartyGroups; hands: Opened; reload(): void }) {
  const { t } = useWords()
  const [query] = useSearchParams()
  const grids = useGridTree()
  const opened = draftsOf(list)
  const [drafts, setDrafts] = useState(opened)
  // A gap on the coverage page leads here with its grid: a new group for it is begun at once.
  const wanted = query.get('grid')
  const [chosen, setChosen] = useState<string>()
  const counted = useRef(0)
  const changed = JSON.stringify(bodyOf(drafts)) !== JSON.stringify(bodyOf(opened))
  const save = useIntention<object, unknown>(
    body => ({ method: 'PUT', path: '/party-groups', version: `"${list.version}"`, body }),
    {
      changes: ['person'],
      onDone: () => {
        hands.takeNewest()
        toast({ text: t('posts:party.saved') })
      },
      onRefused: ({ pointer }) => {
        const at = /^\/items\/(\d+)/.exec(pointer ?? '')?.[1]
        if (at !== undefined) setChosen(drafts[Number(at)]?.key)
      },
    },
  )
  const stale = save.error?.status === 412 || (hands.newer && !save.isPending)
  useSaysChanged(hands, changed)
  const group = drafts.find(each => each.key === chosen)
  const change = (next: readonly GroupDraft[]) => {
    setDrafts(next)
    if (save.error !== null && !stale) save.reset()
  }
  const add = (gridIds: readonly string[]) => {
    counted.current += 1
    const key = `new-${counted.current}`
    change([...drafts, { key, name: '', gridIds }])
    setChosen(key)
  }
  const covered = new Set(drafts.flatMap(each => each.gridIds))
  const small = grids.filter(grid => grid.level === 'small')
  const left = small.filter(grid => !covered.has(grid.gridId))
  return (
    <>
      <Unsaved when={changed && !save.isSuccess} />
      {save.error === null && !stale ? null : (
        <Banner
          kind="over"
          actions={
            stale ? (
              <button
                type="button"
                className="button"
                onClick={() => {
                  hands.takeNewest()
                  reload()
                }}
              >
                {t('posts:party.loadNewest')}
              </button>
            ) : null
          }
        >
          {stale ? t('posts:party.stale') : save.error?.message}
        </Banner>
      )}
      <div className="posts-pair">
        <nav className="posts-side" aria-label={t('posts:tab.party')}>
          <p className="soft">
            {t('posts:party.counts', { groups: drafts.length, covered: small.length - left.length, all: small.length })}
          </p>
          <ul className="posts-lines">
            {drafts.map(each => (
              <li key={each.key}>
                <button
                  type="button"
                  className="posts-line"
                  aria-current={each.key === chosen ? 'true' : undefined}
                  onClick={() => setChosen(each.key)}
                >
                  <span>{each.name.trim() === '' ? t('posts:party.unnamed') : each.name}</span>
                  <span className="soft">{t('posts:party.grids', { count: each.gridIds.length })}</span>
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="button button-small"
            onClick={() => add(wanted !== null && !covered.has(wanted) ? [wanted] : [])}
          >
            {t('posts:party.add')}
          </button>
          {left.length === 0 ? null : (
            <details className="posts-left">
              <summary>{t('posts:party.left', { count: left.length })}</summary>
              <ul>
                {villagesIn(grids).flatMap(village => {
                  const names = groupsOf(grids, village.gridId)
                    .filter(each => !covered.has(each.gridId))
                    .map(each => each.name)
                  return names.length === 0
                    ? []
                    : [<li key={village.gridId}>{`${village.name}: ${names.join(' · ')}`}</li>]
                })}
              </ul>
            </details>
          )}
        </nav>
        <section className="admin-rows">
          {group === undefined ? (
            <EmptyState
              icon="flag"
              title={t(drafts.length === 0 ? 'posts:party.none' : 'posts:party.choose')}
              text={t('posts:party.noneText')}
            />
          ) : (
            <PartyGroupForm
              key={group.key}
              group={group}
              others={drafts.filter(each => each.key !== group.key)}
              change={next => change(drafts.map(each => (each.key === group.key ? next : each)))}
              remove={() => {
                change(drafts.filter(each => each.key !== group.key))
                setChosen(undefined)
              }}
            />
          )}
          {changed ? (
            <div className="admin-actions">
              <button
                type="button"
                className="button button-primary"
                disabled={save.isPending}
                onClick={() => save.mutate(bodyOf(drafts))}
              >
                {t('posts:party.save')}
              </button>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  change(opened)
                  setChosen(undefined)
                }}
              >
                {t('posts:discard')}
              </button>
            </div>
          ) : null}
        </section>
      </div>
    </>
  )
}
