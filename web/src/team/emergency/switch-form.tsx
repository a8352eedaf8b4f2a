import type { SwitchBody } from '@onegrid/domain/team/emergency/contract.ts'
import {
  type Emergency,
  type EmergencyLevel,
  emergencyKinds,
  emergencyLevels,
  usualHoldHours,
} from '@onegrid/domain/team/emergency/emergency.ts'
import { Modal } from 'antd'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'

/** Puts the response on, or changes its level while it is on. */
export function SwitchForm({ running, close }: { running?: Pick<Emergency, 'level' | 'holdHours'>; close(): void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<SwitchBody['kind']>('typhoon')
  const [title, setTitle] = useState('')
  const [level, setLevel] = useState<EmergencyLevel>(running?.level ?? 4)
  const [hours, setHours] = useState(String(running?.holdHours ?? usualHoldHours[4]))
  const [asked, setAsked] = useState(false)
  const change = useIntention<object, unknown>(
    body => ({ method: 'POST', path: running === undefined ? '/emergency' : '/emergency/level', body }),
    {
      changes: ['emergency'],
      onDone: () => {
        toast({
          text:
            running === undefined
              ? say('emergency:started', { title: title.trim() })
              : say('emergency:changed', { level: say(`emergency:level.${level}`) }),
        })
        close()
      },
    },
  )
  const named = running !== undefined || title.trim() !== ''
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      width={480}
      title={t(running === undefined ? 'emergency:start' : 'emergency:changeLevel')}
    >
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (!named) return
          const holdHours = Math.min(72, Math.max(1, Number(hours) || usualHoldHours[level]))
          change.mutate(running === undefined ? { kind, title: title.trim(), level, holdHours } : { level, holdHours })
        }}
      >
        {change.error === null ? null : (
          <Banner kind="over">
            {change.error.message} {change.error.remedy}
          </Banner>
        )}
        {running !== undefined ? null : (
          <>
            <Labelled label={t('emergency:kindLabel')}>
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={kind}
                  onChange={event => setKind(event.target.value as SwitchBody['kind'])}
                >
                  {emergencyKinds.map(each => (
                    <option key={each} value={each}>
                      {t(`emergency:kind.${each}`)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled
              label={t('emergency:name')}
              hint={t('emergency:nameHint')}
              fault={asked && !named ? t('emergency:nameMissing') : undefined}
            >
              {ties => (
                <input
                  {...ties}
                  className="input"
                  maxLength={60}
                  value={title}
                  onChange={event => setTitle(event.target.value)}
                />
              )}
            </Labelled>
          </>
        )}
        <Labelled label={t('emergency:levelLabel')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={level}
              onChange={event => {
                const next = Number(event.target.value) as EmergencyLevel
                setLevel(next)
                setHours(String(usualHoldHours[next]))
              }}
            >
              {emergencyLevels.map(each => (
                <option key={each} value={each}>
                  {t(`emergency:level.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('emergency:hours')} hint={t('emergency:hoursHint')}>
          {ties => (
            <input
              {...ties}
              className="input"
              inputMode="numeric"
              maxLength={2}
              value={hours}
              onChange={event => setHours(event.target.value.replace(/\D/g, ''))}
            />
          )}
        </Labelled>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={change.isPending}>
            {t(running === undefined ? 'emergency:start' : 'emergency:changeLevel')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
