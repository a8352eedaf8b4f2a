import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { HouseholdsWire } from '@onegrid/domain/grid/propose/contract.ts'
import { useId } from 'react'
import { Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { type Draft, usualNumber, type WishProblem } from './proposals.ts'

const scales = ['households', 'area', 'compactness'] as const

/** Which villages, how large, and what counts how much. */
export function WishesForm({
  draft,
  villages,
  households,
  problem,
  disabled,
  change,
}: {
  draft: Draft
  villages: OutlinesWire['features']
  households: HouseholdsWire
  problem: WishProblem | undefined
  disabled: boolean
  change(draft: Draft): void
}) {
  const { t } = useWords()
  const chosen = new Set(draft.villageIds)
  const all = villages.map(village => village.properties.gridId)
  const numberId = useId()
  const toggle = (gridId: string) =>
    change({
      ...draft,
      villageIds: chosen.has(gridId) ? draft.villageIds.filter(id => id !== gridId) : [...draft.villageIds, gridId],
    })
  return (
    <fieldset className="wishes" disabled={disabled}>
      <fieldset className="wishes-villages">
        <legend>{t('propose:villages')}</legend>
        <label className="check-line">
          <input
            type="checkbox"
            checked={chosen.size === all.length}
            ref={box => {
              if (box !== null) box.indeterminate = chosen.size > 0 && chosen.size < all.length
            }}
            onChange={() => change({ ...draft, villageIds: chosen.size === all.length ? [] : all })}
          />
          {t('propose:allVillages', { chosen: chosen.size, all: all.length })}
        </label>
        <ul>
          {villages.map(({ properties: { gridId, name } }) => (
            <li key={gridId}>
              <label className="check-line">
                <input type="checkbox" checked={chosen.has(gridId)} onChange={() => toggle(gridId)} />
                {name}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset className="wishes-size">
        <legend>{t('propose:size')}</legend>
        {(['householdsEach', 'count'] as const).map(by => (
          <label key={by} className="check-line">
            <input
              type="radio"
              name="by"
              checked={draft.by === by}
              onChange={() => change({ ...draft, by, number: usualNumber(by, draft.villageIds, households) })}
            />
            {t(`propose:by.${by}`)}
          </label>
        ))}
        <Labelled
          id={numberId}
          label={t(`propose:number.${draft.by}`)}
          fault={problem?.field === draft.by ? wishWords(problem, t) : undefined}
        >
          {ties => (
            <input
              {...ties}
              className="input"
              type="number"
              inputMode="numeric"
              min={1}
              max={draft.by === 'count' ? 5000 : 100_000}
              value={draft.number}
              onChange={event => change({ ...draft, number: event.target.value })}
            />
          )}
        </Labelled>
      </fieldset>
      <fieldset className="wishes-weights">
        <legend>{t('propose:weights')}</legend>
        {scales.map(scale => (
          <label key={scale} className="wishes-scale">
            <span>{t(`propose:weight.${scale}`)}</span>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={draft.weights[scale]}
              onChange={event =>
                change({ ...draft, weights: { ...draft.weights, [scale]: Number(event.target.value) } })
              }
            />
            <output>{draft.weights[scale]}</output>
          </label>
        ))}
        {draft.weights.households + draft.weights.area > 0 ? null : (
          <p className="field-fault">{t('propose:weightsMissing')}</p>
        )}
      </fieldset>
    </fieldset>
  )
}

/** The fault of the wished number in words, with the number that would do. */
export function wishWords(problem: WishProblem, t: ReturnType<typeof useWords>['t']): string {
  const limit = 'limit' in problem ? (problem.limit ?? 0) : 0
  return t(`propose:wrong.${problem.field}.${problem.rule}`, { limit })
}
