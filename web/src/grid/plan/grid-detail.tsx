import type { PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { edgesOf } from '@onegrid/domain/grid/division/handles.ts'
import { type GridKind, gridKinds } from '@onegrid/domain/grid/grid.ts'
import { useMemo, useState } from 'react'
import { Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { CallLink } from './call-link.tsx'
import { areaOf, areaWords } from './plan.ts'
import type { Tool } from './tool.ts'
import type { Editing } from './use-editing.ts'

export type Counts = { readonly households?: number; readonly people?: number; readonly openTickets?: number }

/** What is chosen: its words, its figures, and everything that can be done to it without a pointer. */
export function GridDetail({
  editing,
  mayEdit,
  countsOf,
  take,
}: {
  editing: Editing
  mayEdit: boolean
  /** Figures of the saved plan; nothing for ground that was changed since. */
  countsOf(grid: PlanGrid): Counts | undefined
  take(tool: Tool): void
}) {
  const { division, chosen } = editing
  const grids = useMemo(() => {
    const byKey = new Map(division.grids.map(grid => [grid.key, grid]))
    return chosen.flatMap(key => byKey.get(key) ?? [])
  }, [division, chosen])
  const [first] = grids
  if (first === undefined) return null
  return grids.length === 1 ? (
    <One key={first.key} grid={first} editing={editing} mayEdit={mayEdit} countsOf={countsOf} take={take} />
  ) : (
    <Several grids={grids} editing={editing} mayEdit={mayEdit} countsOf={countsOf} />
  )
}

function One({
  grid,
  editing,
  mayEdit,
  countsOf,
  take,
}: {
  grid: PlanGrid
  editing: Editing
  mayEdit: boolean
  countsOf(grid: PlanGrid): Counts | undefined
  take(tool: Tool): void
}) {
  const { t } = useWords()
  const { division, edit } = editing
  const describe = (description: Parameters<typeof edit>[0] & { kind: 'describe' }) => edit(description)
  const children = division.grids.filter(each => each.parentKey === grid.key)
  const removable = grid.shape === undefined && children.length === 0 && grid.level !== 'large'
  return (
    <section className="plan-detail" aria-label={grid.name}>
      <h2>{grid.name.trim() === '' ? t('plan:grid.unnamed') : grid.name}</h2>
      <Figures grids={[grid]} countsOf={countsOf} />
      {grid.gridId === undefined || grid.level === 'large' ? null : <CallLink gridId={grid.gridId} name={grid.name} />}
      {mayEdit ? (
        <>
          <div className="plan-acts">
            {grid.shape === undefined && grid.level !== 'large' ? (
              <button type="button" className="button button-small" onClick={() => take('draw')}>
                {t('plan:act.drawThis')}
              </button>
            ) : null}
            {grid.shape !== undefined && children.length === 0 ? (
              <button type="button" className="button button-small" onClick={() => take('split')}>
                {t('plan:act.split')}
              </button>
            ) : null}
            {grid.shape === undefined ? null : (
              <button type="button" className="button button-small" onClick={() => take('corners')}>
                {t('plan:act.corners')}
              </button>
            )}
            {grid.level === 'small' ? null : (
              <>
                <button type="button" className="button button-small" onClick={() => take('draw')}>
                  {t(grid.level === 'large' ? 'plan:act.drawVillage' : 'plan:act.drawGroup')}
                </button>
                <ListGrid grid={grid} editing={editing} />
              </>
            )}
            {removable ? (
              <button
                type="button"
                className="button button-small"
                onClick={() => edit({ kind: 'unlist', key: grid.key })}
              >
                {t('plan:act.unlist')}
              </button>
            ) : null}
          </div>
          <Text
            label={t('plan:grid.name')}
            value={grid.name}
            maxLength={60}
            keep={name => name !== '' && describe({ kind: 'describe', key: grid.key, description: { name } })}
          />
          <div className="plan-pair">
            <Labelled label={t('plan:grid.kind')}>
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={grid.kind}
                  onChange={event =>
                    describe({
                      kind: 'describe',
                      key: grid.key,
                      description: { kind: event.target.value as GridKind },
                    })
                  }
                >
                  {kindsOf(grid).map(kind => (
                    <option key={kind} value={kind}>
                      {t(`plan:kind.${kind}`)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Text
              label={t('plan:grid.code')}
              hint={t('plan:grid.codeHint')}
              value={grid.code ?? ''}
              maxLength={40}
              keep={code =>
                describe({ kind: 'describe', key: grid.key, description: { code: code === '' ? null : code } })
              }
            />
          </div>
          <Text
            label={t('plan:grid.localNames')}
            hint={t('plan:grid.localNamesHint')}
            value={grid.localNames.join('、')}
            maxLength={600}
            keep={names =>
              describe({
                kind: 'describe',
                key: grid.key,
                description: { localNames: names.split(/[、,，;；\s]+/).filter(name => name !== '') },
              })
            }
          />
          {grid.level === 'small' ? <ParentChoice grids={[grid]} editing={editing} /> : null}
          {grid.level === 'large' ? null : <NeighbourChoice grid={grid} editing={editing} />}
        </>
      ) : (
        <Words grid={grid} />
      )}
    </section>
  )
}

function Several({
  grids,
  editing,
  mayEdit,
  countsOf,
}: {
  grids: readonly PlanGrid[]
  editing: Editing
  mayEdit: boolean
  countsOf(grid: PlanGrid): Counts | undefined
}) {
  const { t } = useWords()
  return (
    <section className="plan-detail" aria-label={t('plan:several', { count: grids.length })}>
      <h2>{t('plan:several', { count: grids.length })}</h2>
      <p className="soft">{grids.map(grid => grid.name).join(' · ')}</p>
      <Figures grids={grids} countsOf={countsOf} />
      {mayEdit ? (
        <>
          <div className="plan-acts">
            <button
              type="button"
              className="button button-small"
              onClick={() => editing.edit({ kind: 'merge', keys: grids.map(grid => grid.key) })}
            >
              {t('plan:act.mergeInto', { name: grids[0]?.name ?? '' })}
            </button>
          </div>
          {grids.every(grid => grid.level === 'small') ? <ParentChoice grids={grids} editing={editing} /> : null}
        </>
      ) : null}
    </section>
  )
}

function Figures({ grids, countsOf }: { grids: readonly PlanGrid[]; countsOf(grid: PlanGrid): Counts | undefined }) {
  const { t } = useWords()
  const areas = grids.map(areaOf)
  const area = areas.some(each => each === undefined) ? undefined : areas.reduce<number>((sum, each) => sum + each!, 0)
  const counts = grids.map(countsOf)
  const sum = (name: keyof Counts): number | undefined => {
    const values = counts.map(each => each?.[name])
    return values.some(each => each === undefined) ? undefined : values.reduce<number>((all, each) => all + each!, 0)
  }
  const later = t('plan:figures.afterSaving')
  return (
    <dl className="plan-facts">
      <div>
        <dt>{t('plan:figures.area')}</dt>
        <dd>{area === undefined ? t('plan:grid.undrawn') : areaWords(area)}</dd>
      </div>
      {(['households', 'people', 'openTickets'] as const).map(name => (
        <div key={name}>
          <dt>{t(`plan:figures.${name}`)}</dt>
          <dd>{sum(name) ?? <span className="faint">{counts.includes(undefined) ? later : '—'}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Kept when the field is left or Enter is pressed: a step of undo is a word, not a letter. */
function Text({
  label,
  hint,
  value,
  maxLength,
  keep,
}: {
  label: string
  hint?: string
  value: string
  maxLength: number
  keep(value: string): void
}) {
  const [typed, setTyped] = useState<string>()
  const end = () => {
    if (typed !== undefined && typed.trim() !== value) keep(typed.trim())
    setTyped(undefined)
  }
  return (
    <Labelled label={label} hint={hint}>
      {ties => (
        <input
          {...ties}
          className="input"
          value={typed ?? value}
          maxLength={maxLength}
          onChange={event => setTyped(event.target.value)}
          onBlur={end}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) end()
            else if (event.key === 'Escape') setTyped(undefined)
          }}
        />
      )}
    </Labelled>
  )
}

function ParentChoice({ grids, editing }: { grids: readonly PlanGrid[]; editing: Editing }) {
  const { t } = useWords()
  const villages = editing.division.grids.filter(grid => grid.level === 'medium')
  const parents = new Set(grids.map(grid => grid.parentKey))
  const same = parents.size === 1 ? grids[0]?.parentKey : undefined
  return (
    <Labelled label={t('plan:grid.parent')} hint={t('plan:grid.parentHint')}>
      {ties => (
        <select
          {...ties}
          className="input"
          value={villages.some(grid => grid.key === same) ? same : ''}
          onChange={event =>
            event.target.value === ''
              ? undefined
              : editing.edit({ kind: 'assign', keys: grids.map(grid => grid.key), parentKey: event.target.value })
          }
        >
          <option value="">{t('plan:grid.noParent')}</option>
          {villages.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

/** The ground of a grid that goes is given to a neighbour: there is never a hole. */
function NeighbourChoice({ grid, editing }: { grid: PlanGrid; editing: Editing }) {
  const { t } = useWords()
  const { division, edit } = editing
  const neighbours = useMemo(() => {
    if (grid.shape === undefined) return []
    const beside = new Set(edgesOf(division, grid.key).flatMap(edge => edge.keys))
    return division.grids.filter(each => beside.has(each.key) && each.parentKey === grid.parentKey)
  }, [division, grid])
  if (neighbours.length === 0) return null
  return (
    <Labelled label={t('plan:act.giveTo')} hint={t('plan:act.giveToHint')}>
      {ties => (
        <select
          {...ties}
          className="input"
          value=""
          onChange={event => edit({ kind: 'merge', keys: [event.target.value, grid.key] })}
        >
          <option value="">{t('plan:act.chooseNeighbour')}</option>
          {neighbours.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

function ListGrid({ grid, editing }: { grid: PlanGrid; editing: Editing }) {
  const { t } = useWords()
  const name = t(grid.level === 'large' ? 'plan:grid.newVillage' : 'plan:grid.newGroup')
  return (
    <button
      type="button"
      className="button button-small"
      onClick={() => editing.edit({ kind: 'list', parentKey: grid.key, name })}
    >
      {t('plan:act.list')}
    </button>
  )
}

function Words({ grid }: { grid: PlanGrid }) {
  const { t } = useWords()
  return (
    <dl className="plan-facts">
      <div>
        <dt>{t('plan:grid.kind')}</dt>
        <dd>{t(`plan:kind.${grid.kind}`)}</dd>
      </div>
      <div>
        <dt>{t('plan:grid.code')}</dt>
        <dd>{grid.code ?? t('plan:grid.codeLater')}</dd>
      </div>
      <div>
        <dt>{t('plan:grid.localNames')}</dt>
        <dd>{grid.localNames.length === 0 ? '—' : grid.localNames.join('、')}</dd>
      </div>
    </dl>
  )
}

function kindsOf({ level, kind }: PlanGrid): readonly GridKind[] {
  const usual: Readonly<Record<PlanGrid['level'], readonly GridKind[]>> = {
    large: ['town'],
    medium: ['village', 'community'],
    small: ['group', 'community'],
  }
  return gridKinds.filter(each => usual[level].includes(each) || each === kind)
}
