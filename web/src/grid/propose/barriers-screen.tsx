import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { BarriersBody, BarriersWire } from '@onegrid/domain/grid/propose/contract.ts'
import { type BarrierKind, barrierKinds } from '@onegrid/domain/grid/propose/wishes.ts'
import { type CoordinateSystem, coordinateSystems } from '@onegrid/domain/kernel/place.ts'
import { useState } from 'react'
import { Link } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../../ui/admin-page.tsx'
import { NoGrids } from '../../ui/no-grids.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Opened, Unsaved, useOpened, useSaysChanged } from '../../ui/unsaved.tsx'
import { useWords } from '../../words/words.ts'
import { linesFrom } from './barrier-lines.ts'
import { BarrierMap } from './barrier-map.tsx'
import { useBarriers, useVillages } from './proposals.ts'
import './propose.css'

type Item = BarriersBody['items'][number]
type Line = Item['line']

/** Rivers and main roads that no small grid crosses: drawn on the map, or brought as lines. */
export function BarriersScreen() {
  const { t } = useWords()
  const barriers = useBarriers()
  const villages = useVillages()
  const problem = barriers.error ?? villages.error
  if (problem !== null) return <ErrorState problem={problem} retry={() => void barriers.refetch()} />
  if (barriers.data === undefined || villages.data === undefined) return <Skeleton kind="page" />
  if (villages.data.features.length === 0 && barriers.data.items.length === 0)
    return (
      <AdminPage title={t('propose:barriers.title')} back={<Link to="/propose">{t('propose:title')}</Link>}>
        <NoGrids lacking="outline" text={t('propose:barriers.about')} mayBegin />
      </AdminPage>
    )
  return <OneList newest={barriers.data} villages={villages.data.features} reload={() => void barriers.refetch()} />
}

function OneList({ newest, ...rest }: { newest: BarriersWire; villages: OutlinesWire['features']; reload(): void }) {
  const { opened, ...hands } = useOpened(newest)
  return <Edited key={opened.version} barriers={opened} hands={hands} {...rest} />
}

function Edited({
  barriers,
  villages,
  hands,
  reload,
}: {
  barriers: BarriersWire
  villages: OutlinesWire['features']
  hands: Opened
  reload(): void
}) {
  const { t } = useWords()
  const [items, setItems] = useState<Item[]>(barriers.items)
  const [line, setLine] = useState<Line>([])
  const [kind, setKind] = useState<BarrierKind>('river')
  const [name, setName] = useState('')
  const save = useIntention<Item[], unknown>(
    next => ({ method: 'PUT', path: '/barriers', version: `"${barriers.version}"`, body: { items: next } }),
    {
      changes: ['proposal'],
      onDone: () => {
        hands.takeNewest()
        toast({ text: t('propose:barriers.saved') })
      },
    },
  )
  const changed = JSON.stringify(items) !== JSON.stringify(barriers.items) || line.length > 0
  useSaysChanged(hands, changed)
  const stale = save.error?.status === 412 || (hands.newer && !save.isPending)
  const fallback = t(`propose:barriers.unnamed.${kind}`)
  const add = () => {
    setItems([...items, { kind, name: name.trim() || fallback, line }])
    setLine([])
    setName('')
  }
  return (
    <AdminPage
      title={t('propose:barriers.title')}
      about={t('propose:barriers.about')}
      back={<Link to="/propose">{t('propose:title')}</Link>}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={!changed || line.length > 0 || save.isPending}
          onClick={() => save.mutate(items)}
        >
          {t('propose:barriers.save')}
        </button>
      }
    >
      <Unsaved when={changed && !save.isSuccess} />
      {stale ? (
        <Banner
          kind="over"
          actions={
            <button
              type="button"
              className="button"
              onClick={() => {
                hands.takeNewest()
                reload()
              }}
            >
              {t('propose:barriers.loadNewest')}
            </button>
          }
        >
          {t('propose:barriers.stale')}
        </Banner>
      ) : save.error === null ? null : (
        <Banner kind="over">{save.error.message}</Banner>
      )}
      <div className="barriers">
        <div className="barriers-list">
          {items.length === 0 ? <EmptyState icon="map" title={t('propose:barriers.none')} /> : null}
          <ul>
            {items.map((item, at) => (
              <li key={item.barrierId ?? JSON.stringify(item.line)}>
                <span>
                  {item.name} <span className="soft">{t(`propose:barriers.kind.${item.kind}`)}</span>
                </span>
                <button
                  type="button"
                  className="button button-quiet button-small"
                  aria-label={t('propose:barriers.removeOne', { name: item.name })}
                  onClick={() => setItems(items.filter((_, place) => place !== at))}
                >
                  {t('propose:barriers.remove')}
                </button>
              </li>
            ))}
          </ul>
          <fieldset>
            <legend>{t('propose:barriers.new')}</legend>
            <div className="admin-pair">
              <Labelled label={t('propose:barriers.kindLabel')}>
                {ties => (
                  <select
                    {...ties}
                    className="input"
                    value={kind}
                    onChange={event => setKind(event.target.value as BarrierKind)}
                  >
                    {barrierKinds.map(each => (
                      <option key={each} value={each}>
                        {t(`propose:barriers.kind.${each}`)}
                      </option>
                    ))}
                  </select>
                )}
              </Labelled>
              <Labelled label={t('propose:barriers.name')}>
                {ties => (
                  <input
                    {...ties}
                    className="input"
                    maxLength={60}
                    placeholder={fallback}
                    value={name}
                    onChange={event => setName(event.target.value)}
                  />
                )}
              </Labelled>
            </div>
            <p className="soft">{t('propose:barriers.how', { corners: line.length })}</p>
            <div className="barriers-tools">
              <button type="button" className="button" disabled={line.length < 2} onClick={add}>
                {t('propose:barriers.add')}
              </button>
              <button
                type="button"
                className="button button-quiet"
                disabled={line.length === 0}
                onClick={() => setLine(line.slice(0, -1))}
              >
                {t('propose:barriers.back')}
              </button>
            </div>
          </fieldset>
          <LineFile take={lines => setItems([...items, ...lines])} kind={kind} name={name.trim() || fallback} />
        </div>
        <div>
          <BarrierMap villages={villages} items={items} line={line} addCorner={corner => setLine([...line, corner])} />
          {villages.some(village => village.properties.example) ? (
            <span className="tag">{t('app:map.example')}</span>
          ) : null}
        </div>
      </div>
    </AdminPage>
  )
}

/** Lines of a GeoJSON file, read in the browser; the list is kept when it is saved. */
function LineFile({ take, kind, name }: { take(items: Item[]): void; kind: BarrierKind; name: string }) {
  const { t } = useWords()
  const [source, setSource] = useState<CoordinateSystem>('wgs84')
  const [fault, setFault] = useState<string>()
  const read = async (file: File) => {
    const lines = linesFrom(await file.text(), source)
    setFault(lines.length === 0 ? t('propose:barriers.noLines') : undefined)
    take(lines.map(each => ({ kind: each.kind ?? kind, name: each.name ?? name, line: each.line })))
  }
  return (
    <details>
      <summary>{t('propose:barriers.file')}</summary>
      <div className="proposer-form">
        <Labelled label={t('propose:source')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={source}
              onChange={event => setSource(event.target.value as CoordinateSystem)}
            >
              {coordinateSystems.map(system => (
                <option key={system} value={system}>
                  {t(`propose:system.${system}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('propose:barriers.fileLabel')} fault={fault}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="file"
              accept=".geojson,.json"
              onChange={event => {
                const file = event.target.files?.[0]
                event.target.value = ''
                if (file !== undefined) void read(file)
              }}
            />
          )}
        </Labelled>
      </div>
    </details>
  )
}
