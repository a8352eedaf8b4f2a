import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { type SuitedOrder, useAct, useMyTickets, useOpenOrders, useSuitedOrders } from '../ticket/use-ticket.ts'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { Bell } from './bell.tsx'
import { Page } from './page.tsx'
import { send } from './send.ts'
import { isTaken } from './waiting.ts'

/** 党员接单: what the grid asked for, with how many places are left; one tap takes it, one gives it back. */
export function OrdersPage() {
  const { t } = useWords()
  const open = useOpenOrders()
  const taken = useMyTickets('taker')
  const suited = useSuitedOrders()
  const mine = taken.items.filter(isTaken)
  const isMine = new Set(mine.map(row => row.number))
  const fitting = (suited.data?.items ?? []).filter(({ row }) => !isMine.has(row.number))
  const fits = new Set(fitting.map(({ row }) => row.number))
  const offered = (open.data?.items ?? []).filter(row => !isMine.has(row.number) && !fits.has(row.number))
  const reload = async () => void (await Promise.all([open.refetch(), taken.reload(), suited.refetch()]))
  const problem = open.error ?? taken.problem ?? suited.error
  return (
    <Page title={t('pocket:orders.title')} beside={<Bell />} refresh={reload}>
      {problem !== null ? (
        <ErrorState problem={problem} retry={() => void reload()} />
      ) : open.isPending || taken.pending || suited.isPending ? (
        <Skeleton />
      ) : offered.length + mine.length + fitting.length === 0 ? (
        <EmptyState icon="order" title={t('pocket:orders.none')} text={t('pocket:orders.noneText')} />
      ) : (
        <>
          <Orders title={t('pocket:orders.mine')} rows={mine} mine />
          <Orders title={t('reportin:suited.title')} rows={fitting.map(({ row }) => row)} fitting={fitting} />
          <Orders title={t('pocket:orders.open')} rows={offered} />
        </>
      )}
    </Page>
  )
}

function Orders({
  title,
  rows,
  mine = false,
  fitting = [],
}: {
  title: string
  rows: readonly TicketRow[]
  mine?: boolean
  fitting?: readonly SuitedOrder[]
}) {
  if (rows.length === 0) return null
  return (
    <section className="matter-group">
      <h2 className="matter-heading">
        {title}
        <span className="matter-count">{rows.length}</span>
      </h2>
      <ul className="matter-list">
        {rows.map(row => (
          <OrderRow key={row.number} row={row} mine={mine} fit={fitting.find(each => each.row.number === row.number)} />
        ))}
      </ul>
    </section>
  )
}

function OrderRow({ row, mine, fit }: { row: TicketRow; mine: boolean; fit: SuitedOrder | undefined }) {
  const { t, language } = useWords()
  const { order } = row
  const act = useAct(row.number, {}, send)
  const press = (verb: 'takeOrder' | 'giveBackOrder') =>
    act.mutate({ verb, body: {} }, { onError: problem => toast({ kind: 'failed', text: problem.message }) })
  const left = order === undefined ? 0 : order.needed - order.taken
  return (
    <li className="matter order">
      <Link to={`/ticket/${row.number}`} className="matter-link">
        <span className="matter-words">
          <span className="matter-title">{order?.need ?? row.words ?? t('ticket:erased')}</span>
          <span className="matter-place">
            <Icon name="place" size={16} />
            {row.place.name}
          </span>
          {fit === undefined ? null : (
            <span className="matter-facts">
              {fit.asked ? <strong>{t('reportin:suited.asked')}</strong> : null}
              <span>{fit.why[language]}</span>
            </span>
          )}
          {order === undefined ? (
            <span className="matter-facts">{t(`ticket:status.${row.status}`)}</span>
          ) : (
            <span className="matter-facts">
              <strong>{t('pocket:orders.left', { count: left, needed: order.needed })}</strong>
              <span>
                {t('pocket:orders.closes')} <Moment at={order.closesAt} short />
              </span>
              {order.startsAt === undefined ? null : (
                <span>
                  {t('pocket:orders.starts')} <Moment at={order.startsAt} short />
                </span>
              )}
            </span>
          )}
        </span>
      </Link>
      {!mine && row.actions.includes('takeOrder') ? (
        <button
          type="button"
          className="button button-primary button-large"
          disabled={act.isPending}
          onClick={() => press('takeOrder')}
        >
          {t('ticket:action.takeOrder')}
        </button>
      ) : mine && row.actions.includes('giveBackOrder') ? (
        <button
          type="button"
          className="button button-large"
          disabled={act.isPending}
          onClick={() => press('giveBackOrder')}
        >
          {t('ticket:action.giveBackOrder')}
        </button>
      ) : null}
    </li>
  )
}
