import type { BoardWire } from '@onegrid/domain/team/emergency/contract.ts'
import { Modal } from 'antd'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { AdminPage } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Moment } from '../../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { totalsOf, useEmergency, type VillageLine } from './emergency.ts'
import { SwitchForm } from './switch-form.tsx'
import { VillageForm } from './village-form.tsx'
import './emergency.css'

/** The switch and the board: a line a village, what is cut stands out by its word. */
export function EmergencyScreen() {
  const { t } = useWords()
  const board = useEmergency()
  const [starting, setStarting] = useState(false)
  if (board.error !== null) return <ErrorState problem={board.error} retry={() => void board.refetch()} />
  if (board.data === undefined) return <Skeleton kind="page" />
  const { emergency } = board.data
  if (emergency !== undefined)
    return <Board emergency={emergency} villages={board.data.villages} may={board.data.maySwitch} />
  const may = board.data.maySwitch
  return (
    <AdminPage
      title={t('emergency:title')}
      about={t('emergency:about')}
      actions={
        may ? (
          <button type="button" className="button button-primary" onClick={() => setStarting(true)}>
            {t('emergency:start')}
          </button>
        ) : undefined
      }
    >
      <EmptyState icon="alert" title={t('emergency:off')} text={t(may ? 'emergency:offText' : 'emergency:offOthers')} />
      {starting ? <SwitchForm close={() => setStarting(false)} /> : null}
    </AdminPage>
  )
}

function Board({
  emergency,
  villages,
  may,
}: {
  emergency: NonNullable<BoardWire['emergency']>
  villages: readonly VillageLine[]
  /** Change its level and end it. */
  may: boolean
}) {
  const { t } = useWords()
  const [open, setOpen] = useState<'level' | 'end'>()
  const [village, setVillage] = useState<VillageLine>()
  const totals = totalsOf(villages)
  return (
    <AdminPage
      title={t('emergency:now', { title: emergency.title, level: t(`emergency:level.${emergency.level}`) })}
      about={
        <>
          {t('emergency:since')} <Moment at={emergency.startedAt} /> ·{' '}
          {t('emergency:climbs', { hours: emergency.holdHours })}
        </>
      }
      actions={
        <>
          {may ? (
            <button type="button" className="button button-quiet" onClick={() => setOpen('end')}>
              {t('emergency:end')}
            </button>
          ) : null}
          <button type="button" className="button" onClick={() => window.print()}>
            <Icon name="print" size={16} />
            {t('emergency:print')}
          </button>
          {may ? (
            <button type="button" className="button" onClick={() => setOpen('level')}>
              {t('emergency:changeLevel')}
            </button>
          ) : null}
        </>
      }
    >
      <ul className="emergency-totals" aria-label={t('emergency:total')}>
        <li>{t('emergency:countPatrolled', { count: totals.patrolled, all: villages.length })}</li>
        <li>{t('emergency:countCut', { water: totals.water, power: totals.power, road: totals.road })}</li>
        <li>{t('emergency:countHelp', { count: totals.help })}</li>
      </ul>
      <div className="admin-scroll">
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col">{t('emergency:village')}</th>
              <th scope="col">{t('emergency:patrolled')}</th>
              <th scope="col">{t('emergency:water')}</th>
              <th scope="col">{t('emergency:power')}</th>
              <th scope="col">{t('emergency:road')}</th>
              <th scope="col" className="emergency-number">
                {t('emergency:help')}
              </th>
              <th scope="col">{t('emergency:said')}</th>
              <th scope="col" className="no-print">
                {t('emergency:say')}
              </th>
            </tr>
          </thead>
          <tbody>
            {villages.map(line => (
              <tr key={line.gridId}>
                <th scope="row">
                  {line.name}
                  {line.note === undefined ? null : <span className="emergency-note">{line.note}</span>}
                </th>
                <td>
                  {line.patrolledAt === undefined ? (
                    <span className="faint">{t('emergency:notPatrolled')}</span>
                  ) : (
                    <Moment at={line.patrolledAt} short />
                  )}
                </td>
                <State state={line.water} />
                <State state={line.power} />
                <State state={line.road} />
                <td className="emergency-number">{line.help}</td>
                <td>
                  {line.saidAt === undefined ? (
                    <span className="faint">{t('emergency:neverSaid')}</span>
                  ) : (
                    <Moment at={line.saidAt} short />
                  )}
                </td>
                <td className="no-print">
                  {line.mine ? (
                    <button
                      type="button"
                      className="button button-small"
                      aria-label={t('emergency:sayFor', { name: line.name })}
                      onClick={() => setVillage(line)}
                    >
                      {t('emergency:say')}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open === 'level' ? <SwitchForm running={emergency} close={() => setOpen(undefined)} /> : null}
      {open === 'end' ? <End close={() => setOpen(undefined)} /> : null}
      {village === undefined ? null : (
        <Modal
          open
          onCancel={() => setVillage(undefined)}
          footer={null}
          width={480}
          title={t('emergency:sayFor', { name: village.name })}
        >
          <VillageForm village={village} done={() => setVillage(undefined)} />
        </Modal>
      )}
    </AdminPage>
  )
}

function State({ state }: { state: VillageLine['water'] }) {
  const { t } = useWords()
  return (
    <td>
      <span className={state === 'unknown' ? 'faint' : undefined} data-cut={state === 'cut' || undefined}>
        {state === 'cut' ? <Icon name="alert" size={16} /> : null}
        {t(`emergency:state.${state}`)}
      </span>
    </td>
  )
}

function End({ close }: { close(): void }) {
  const { t } = useWords()
  const end = useIntention<undefined, unknown>(() => ({ method: 'POST', path: '/emergency/end' }), {
    changes: ['emergency'],
    onDone: () => {
      toast({ text: t('emergency:ended') })
      close()
    },
    onRefused: problem => toast({ kind: 'failed', text: problem.message }),
  })
  return (
    <Modal open onCancel={close} footer={null} width={440} title={t('emergency:end')}>
      <div className="admin-dialog">
        <p>{t('emergency:endAsk')}</p>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('emergency:keep')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={end.isPending}
            onClick={() => end.mutate(undefined)}
          >
            {t('emergency:endSure')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
