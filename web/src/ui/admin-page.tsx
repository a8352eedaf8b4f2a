import { type ReactNode, useId } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import './admin-page.css'

/** The frame of every page on which a town keeps its own data: what it is, one primary act, then the thing itself. */
export function AdminPage({
  title,
  about,
  actions,
  back,
  children,
}: {
  title: string
  about?: ReactNode
  actions?: ReactNode
  /** The way back to the list that this page is one of. */
  back?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="admin">
      <header className="admin-head">
        <div>
          {back === undefined ? null : <p className="admin-back no-print">{back}</p>}
          <h1>{title}</h1>
          {about === undefined ? null : <p className="soft">{about}</p>}
        </div>
        {actions === undefined ? null : <div className="admin-actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A label above, the fault below: both are tied to the field by id. The child gets what ties it. */
export function Labelled({
  label,
  hint,
  fault,
  id: wantedId,
  children,
}: {
  label: string
  hint?: string | undefined
  fault?: string | undefined
  id?: string
  children(ties: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }): ReactNode
}) {
  const ownId = useId()
  const id = wantedId ?? ownId
  const described = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`]
    .filter(Boolean)
    .join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(fault === undefined ? {} : { 'aria-invalid': true as const }),
        ...(described === '' ? {} : { 'aria-describedby': described }),
      })}
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <span id={`${id}-fault`} className="field-fault">
          <Icon name="alert" size={16} />
          {fault}
        </span>
      )}
    </div>
  )
}

/** One sentence that must be seen before the rest: amber and red only for what their names say. */
export function Banner({
  kind = 'info',
  icon,
  children,
  actions,
}: {
  kind?: 'info' | 'due' | 'over'
  icon?: IconName
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className={`banner banner-${kind}`} role={kind === 'over' ? 'alert' : 'status'}>
      <Icon name={icon ?? (kind === 'info' ? 'info' : 'alert')} />
      <div className="banner-words">{children}</div>
      {actions === undefined ? null : <div className="banner-actions no-print">{actions}</div>}
    </div>
  )
}
