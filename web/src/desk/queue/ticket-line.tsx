import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { memo } from 'react'
import { categoryName, useSpeaker } from '../../ticket/use-speaker.ts'
import { Icon } from '../../ui/icon.tsx'
import { Light } from '../../ui/light.tsx'
import { useNow, useSpanWords } from '../../ui/moment.tsx'
import { useWords } from '../../words/words.ts'

/** 还有 3 小时 · 已超 2 天; nothing for what is over. */
export function TimeLeft({ row }: { row: TicketRow }) {
  const { t } = useWords()
  const span = useSpanWords()
  const left = Date.parse(row.dueAt) - useNow()
  if (row.queue === 'done') return <span className="faint">{t(`ticket:status.${row.status}`)}</span>
  // Solved: the promise was kept or broken, and no time runs any more.
  if (row.queue === 'to_close') return <Light light={row.light} />
  if (row.flags.suspended) return <span className="faint">{t('ticket:mark.suspended')}</span>
  return (
    <span className={`line-due light-${row.light}`}>
      <Light light={row.light} quiet={row.light === 'on_time'} />
      <span>{left >= 0 ? t('app:time.left', { span: span(left) }) : t('app:time.over', { span: span(left) })}</span>
    </span>
  )
}

export function Marks({ row }: { row: TicketRow }) {
  const { t } = useWords()
  const { flags } = row
  const marks = [
    ...(row.urgency === 'ordinary' || row.queue === 'done' ? [] : [t(`ticket:urgency.${row.urgency}`)]),
    ...(['contested', 'extensionAsked', 'appealAsked', 'toWriteBack', 'referred', 'reopened', 'reworked'] as const)
      .filter(name => flags[name])
      .map(name => t(`ticket:mark.${name}`)),
    ...(flags.supervised > 0 ? [t('ticket:mark.supervised', { level: flags.supervised })] : []),
    ...(flags.duplicates > 0 ? [t('ticket:mark.duplicates', { count: flags.duplicates })] : []),
  ]
  if (marks.length === 0) return null
  return (
    <span className="marks">
      {marks.map(mark => (
        <span
          key={mark}
          className={row.urgency === 'danger' && mark === marks[0] ? 'mark-word mark-danger' : 'mark-word'}
        >
          {row.urgency === 'danger' && mark === marks[0] ? <Icon name="alert" size={14} /> : null}
          {mark}
        </span>
      ))}
    </span>
  )
}

type Props = {
  readonly row: TicketRow
  readonly gone: boolean
  readonly open: boolean
  readonly current: boolean
  readonly chosen: boolean
  readonly fault: string | undefined
  readonly selectable: boolean
  /** In lists of one status its word would stand in every row. */
  readonly withStatus: boolean
  onOpen(number: string): void
  onChoose(number: string, chosen: boolean): void
}

/** One matter in two lines of fixed height: what it is, and where, what, whose. */
export const TicketLine = memo(function TicketLine(props: Props) {
  const { row, gone, open, current, chosen, fault, selectable, withStatus, onOpen, onChoose } = props
  const { t } = useWords()
  const speaker = useSpeaker()
  return (
    <li
      id={`row-${row.number}`}
      className="line"
      data-open={open || undefined}
      data-current={current || undefined}
      data-gone={gone || undefined}
      data-number={row.number}
    >
      {selectable ? (
        <label className="line-choose">
          <input
            type="checkbox"
            checked={chosen}
            disabled={gone}
            aria-label={t('desk:list.choose', { number: row.number })}
            onChange={event => onChoose(row.number, event.target.checked)}
          />
        </label>
      ) : (
        <span className="line-choose" />
      )}
      <button
        type="button"
        className="line-body"
        aria-current={open ? 'true' : undefined}
        onClick={() => onOpen(row.number)}
      >
        <span className="line-words">
          {row.words ?? t('ticket:erased')}
          {row.photos.length > 0 ? <Icon name="camera" size={14} label={t('desk:list.photos')} /> : null}
        </span>
        <span className="line-left">
          {gone ? <span className="faint">{t('desk:list.gone')}</span> : <TimeLeft row={row} />}
        </span>
        <span className="line-about">
          <Marks row={row} />
          <span className="line-category">{categoryName(speaker, row.subcategory)}</span>
          {row.holder !== undefined || withStatus ? (
            <span className="line-holder">{row.holder?.name ?? t(`ticket:status.${row.status}`)}</span>
          ) : null}
          <span className="line-place">{row.place.name}</span>
        </span>
        <span className="line-number">{row.number}</span>
        {fault === undefined ? null : (
          <span className="line-fault">
            <Icon name="alert" size={14} />
            {fault}
          </span>
        )}
      </button>
    </li>
  )
})
