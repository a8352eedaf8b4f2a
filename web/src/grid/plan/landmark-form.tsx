import type { GridWire } from '@onegrid/domain/grid/contract.ts'
import { type LandmarkKind, landmarkKinds } from '@onegrid/domain/grid/grid.ts'
import { useEffect, useRef, useState } from 'react'
import { Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { type LandmarkDraft, movedTo } from './landmark-list.ts'
import { placesFrom } from './tool.ts'

/** One landmark: name, kind, place and whose it is. */
export function LandmarkForm({
  landmark,
  grids,
  fault,
  put,
  remove,
}: {
  landmark: LandmarkDraft
  grids: readonly GridWire[]
  fault: { readonly field: string; readonly words: string } | undefined
  put(landmark: LandmarkDraft): void
  remove(): void
}) {
  const { t } = useWords()
  const nameField = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string>()
  const isNew = landmark.landmarkId === undefined
  const fresh = useRef(isNew && landmark.name === '')
  useEffect(() => {
    // A new landmark, or one that was refused, asks for its name first.
    if (fresh.current || fault?.field === 'name') nameField.current?.focus()
    fresh.current = false
  }, [fault?.field])
  const place = `${landmark.lon.toFixed(7)}, ${landmark.lat.toFixed(7)}`
  const places = typed === undefined ? undefined : placesFrom(typed)
  const byId = new Map(grids.map(grid => [grid.gridId, grid]))
  const villages = grids.filter(grid => grid.level === 'medium')
  return (
    <section className="landmarks-form admin-rows" aria-label={landmark.name}>
      <div className="landmarks-pair">
        <Labelled label={t('plan:landmark.name')} fault={fault?.field === 'name' ? fault.words : undefined}>
          {ties => (
            <input
              {...ties}
              ref={nameField}
              className="input"
              value={landmark.name}
              maxLength={60}
              onChange={event => put({ ...landmark, name: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('plan:landmark.kindField')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={landmark.kind}
              onChange={event => put({ ...landmark, kind: event.target.value as LandmarkKind })}
            >
              {landmarkKinds.map(each => (
                <option key={each} value={each}>
                  {t(`plan:landmark.kind.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Labelled
        label={t('plan:landmark.place')}
        hint={t('plan:landmark.placeHint')}
        fault={typed !== undefined && places?.length !== 1 ? t('plan:landmark.placeFault') : undefined}
      >
        {ties => (
          <input
            {...ties}
            className="input"
            value={typed ?? place}
            maxLength={60}
            onChange={event => setTyped(event.target.value)}
            onBlur={() => {
              const [at] = places ?? []
              if (typed === undefined || at === undefined || places?.length !== 1) return
              put(movedTo(landmark, [at[0], at[1]]))
              setTyped(undefined)
            }}
          />
        )}
      </Labelled>
      <Labelled label={t('plan:landmark.grid')} fault={fault?.field === 'gridId' ? fault.words : undefined}>
        {ties => (
          <select
            {...ties}
            className="input"
            value={landmark.gridId !== undefined && byId.has(landmark.gridId) ? landmark.gridId : ''}
            onChange={event => {
              const { gridId: _, ...rest } = landmark
              put(event.target.value === '' ? rest : { ...rest, gridId: event.target.value })
            }}
          >
            <option value="">{t('plan:landmark.gridByPlace')}</option>
            {villages.map(village => (
              <optgroup key={village.gridId} label={village.name}>
                {[village, ...grids.filter(grid => grid.parentId === village.gridId)].map(grid => (
                  <option key={grid.gridId} value={grid.gridId}>
                    {grid === village ? grid.name : `${village.name} ${grid.name}`}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        )}
      </Labelled>
      <button type="button" className="button button-quiet" onClick={remove}>
        {t('plan:landmark.remove')}
      </button>
    </section>
  )
}
