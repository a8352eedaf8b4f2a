import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { BarriersWire, ProposalWire } from '@onegrid/domain/grid/propose/contract.ts'
import { useId, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { Banner } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { useIsFirstDivision } from '../plan/plan.ts'
import { over } from './proposals.ts'
import { type Drawn, sketchOf } from './sketch.ts'

type One = ProposalWire['proposals'][number]

/** One proposal: a small map, its figures in plain words, and the way into the editor. */
export function ProposalCard({
  proposal,
  proposalId,
  villages,
  barriers,
  outdated,
}: {
  proposal: One
  proposalId: string
  villages: OutlinesWire['features']
  barriers: BarriersWire['items']
  outdated: boolean
}) {
  const { t } = useWords()
  const title = useId()
  const navigate = useNavigate()
  const first = useIsFirstDivision()
  const { manner, figures } = proposal
  const name = t(`propose:manner.${manner}`)
  const keep = useIntention<{ readonly manner: string; readonly name: string }, { readonly planId: string }>(
    body => ({ method: 'POST', path: `/proposals/${proposalId}/plan`, body }),
    { changes: ['plan'], onDone: ({ planId }) => void navigate(`/plans/${planId}`) },
  )
  const share = figures.households === 0 ? 0 : Math.round((figures.moved / figures.households) * 100)
  return (
    <article className="proposal" aria-labelledby={title}>
      <h3 id={title}>{name}</h3>
      <p className="soft">{t(`propose:mannerText.${manner}`)}</p>
      <ProposalMap proposal={proposal} villages={villages} barriers={barriers} />
      <dl>
        <Figure label={t('propose:figure.grids')} value={t('propose:figure.gridsValue', { grids: figures.grids })} />
        {figures.households === 0 ? (
          <Figure
            label={t('propose:figure.area')}
            value={t('propose:figure.over', { over: over(figures.areaSpread) })}
          />
        ) : (
          <>
            <Figure
              label={t('propose:figure.households')}
              value={t('propose:figure.householdsValue', { fewest: figures.fewest, most: figures.most })}
            />
            <Figure
              label={t('propose:figure.spread')}
              value={t('propose:figure.over', { over: over(figures.spread) })}
              note={t('propose:figure.bound', { over: over(figures.spreadBound) })}
            />
            {/* Without small grids today there is nothing that a household could leave. */}
            {first ? null : (
              <Figure
                label={t('propose:figure.moved')}
                value={t('propose:figure.movedValue', { moved: figures.moved, share })}
              />
            )}
          </>
        )}
        <Figure
          label={t('propose:figure.compactness')}
          value={figures.compactness.toFixed(2)}
          note={t('propose:figure.compactnessNote')}
        />
      </dl>
      {keep.error === null ? null : <Banner kind="over">{keep.error.message}</Banner>}
      <button
        type="button"
        className="button no-print"
        disabled={outdated || keep.isPending}
        aria-describedby={title}
        onClick={() => keep.mutate({ manner, name: t('propose:planName', { manner: name }) })}
      >
        {t('propose:keep')}
      </button>
    </article>
  )
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {note === undefined ? null : <span className="soft"> {note}</span>}
      </dd>
    </div>
  )
}

/** Fuller grids are darker, so that unevenness is seen without reading; each tells its name and number to a pointer. */
function ProposalMap({
  proposal: { grids, figures },
  villages,
  barriers,
}: {
  proposal: One
  villages: OutlinesWire['features']
  barriers: BarriersWire['items']
}) {
  const { t } = useWords()
  const drawn = useMemo(() => {
    const sketch = sketchOf(villages.map(village => village.geometry as Drawn))
    const mean = figures.households / Math.max(1, figures.grids)
    return {
      sketch,
      grids: grids.flatMap(({ key, name, shape, households }) =>
        shape === undefined
          ? []
          : [{ key, name, households, path: sketch.path(shape as Drawn), fullness: fullness(households, mean) }],
      ),
      villages: villages.map(({ properties, geometry }) => ({
        key: properties.gridId,
        path: sketch.path(geometry as Drawn),
      })),
      barriers: barriers.map(({ barrierId, kind, line }) => ({ barrierId, kind, path: sketch.line(line) })),
    }
  }, [grids, figures, villages, barriers])
  const { width, height } = drawn.sketch
  return (
    <svg
      className="sketch"
      viewBox={`-8 -8 ${width + 16} ${height + 16}`}
      role="img"
      aria-label={t('propose:mapLabel')}
    >
      {drawn.grids.map(({ key, name, households, path, fullness: full }) => (
        <path key={key} d={path} className="sketch-grid" data-full={full}>
          <title>{figures.households === 0 ? name : t('propose:gridTitle', { name, households })}</title>
        </path>
      ))}
      {drawn.villages.map(({ key, path }) => (
        <path key={key} d={path} className="sketch-village" />
      ))}
      {drawn.barriers.map(({ barrierId, kind, path }) => (
        <path key={barrierId} d={path} className={`sketch-barrier sketch-${kind}`} />
      ))}
    </svg>
  )
}

function fullness(households: number, mean: number): 'even' | 'full' | 'empty' {
  if (mean === 0) return 'even'
  return households > mean * 1.1 ? 'full' : households < mean * 0.9 ? 'empty' : 'even'
}
