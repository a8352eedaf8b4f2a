import { PullToRefresh } from 'antd-mobile'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'

/** One step back; a page that was opened by a link has nothing behind it and leads where its matter is. */
export function useBack(otherwise = '/'): () => void {
  const navigate = useNavigate()
  const first = useLocation().key === 'default'
  return () => void (first ? navigate(otherwise, { replace: true }) : navigate(-1))
}

/** A page of the pocket: its title, the way back, what scrolls, and the one primary action at the thumb. */
export function Page({
  title,
  back = false,
  beside,
  refresh,
  foot,
  children,
}: {
  title: string
  /** Shows the way back; a page that was opened directly leads to the first one. */
  back?: boolean
  beside?: ReactNode
  refresh?: () => Promise<unknown>
  foot?: ReactNode
  children: ReactNode
}) {
  const { t } = useWords()
  const goBack = useBack()
  return (
    <>
      <header className="page-head">
        {back ? (
          <button type="button" className="bar-button" aria-label={t('app:action.back')} onClick={goBack}>
            <Icon name="left" size={24} />
          </button>
        ) : null}
        <h1>{title}</h1>
        {beside}
      </header>
      <div className="page-body">
        {refresh === undefined ? (
          children
        ) : (
          <PullToRefresh
            onRefresh={async () => void (await refresh())}
            pullingText={t('app:pull.pull')}
            canReleaseText={t('app:pull.release')}
            refreshingText={t('app:loading')}
            completeText={t('app:pull.done')}
          >
            <div className="page-pull">{children}</div>
          </PullToRefresh>
        )}
      </div>
      {foot === undefined ? null : <footer className="page-foot no-print">{foot}</footer>}
    </>
  )
}

/** A large row: what it is, one line below, and something at its end. */
export function Row({
  title,
  text,
  end,
  icon,
  onClick,
}: {
  title: ReactNode
  text?: ReactNode
  end?: ReactNode
  icon?: ReactNode
  onClick?: () => void
}) {
  const inside = (
    <>
      {icon}
      <span className="row-words">
        <span className="row-title">{title}</span>
        {text === undefined ? null : <span className="row-text">{text}</span>}
      </span>
      {end === undefined ? null : <span className="row-end">{end}</span>}
      {onClick === undefined ? null : <Icon name="right" size={18} />}
    </>
  )
  return onClick === undefined ? (
    <div className="row">{inside}</div>
  ) : (
    <button type="button" className="row row-button" onClick={onClick}>
      {inside}
    </button>
  )
}
