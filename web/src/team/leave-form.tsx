import { Modal } from 'antd'
import { useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import { useToday } from './team.ts'

type NewLeave = {
  readonly personId: string
  readonly substituteId: string
  readonly from: string
  readonly until: string
  readonly handOver: boolean
  readonly comeBack: boolean
}

export function LeaveForm({ person: known, close }: { person?: Chosen; close(): void }) {
  const { t } = useWords()
  const today = useToday()
  const [person, setPerson] = useState(known)
  const [substitute, setSubstitute] = useState<Chosen>()
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState('')
  const [handOver, setHandOver] = useState(true)
  const [comeBack, setComeBack] = useState(true)
  const [asked, setAsked] = useState(false)
  const make = useIntention<NewLeave, unknown>(body => ({ method: 'POST', path: '/leaves', body }), {
    changes: ['person', 'account', 'ticket'],
    onDone: () => {
      toast({ text: say('posts:leave.made', { name: person?.name ?? '', other: substitute?.name ?? '' }) })
      close()
    },
  })
  const missing = t('posts:person.missing')
  const untilFault = asked && until === '' ? t('posts:leave.untilMissing') : undefined
  return (
    <Modal open onCancel={close} footer={null} width={560} title={t('posts:leave.make')}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (person === undefined || substitute === undefined || from === '' || until === '') return
          make.mutate({
            personId: person.personId,
            substituteId: substitute.personId,
            from,
            until,
            handOver,
            comeBack: handOver && comeBack,
          })
        }}
      >
        {make.error === null ? null : (
          <Banner kind="over">
            {make.error.message} {make.error.remedy}
          </Banner>
        )}
        <PersonField
          label={t('posts:leave.who')}
          value={person}
          choose={setPerson}
          fault={asked && person === undefined ? missing : undefined}
        />
        <PersonField
          label={t('posts:leave.substitute')}
          hint={t('posts:leave.substituteHint')}
          value={substitute}
          leaveOut={person?.personId}
          choose={setSubstitute}
          fault={asked && substitute === undefined ? missing : undefined}
        />
        <div className="admin-pair">
          <Labelled label={t('posts:leave.from')}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="date"
                min={today}
                value={from}
                onChange={event => setFrom(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('posts:leave.until')} fault={untilFault}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="date"
                min={from}
                value={until}
                onChange={event => setUntil(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <span className="check-line">
          <input
            id="leave-over"
            type="checkbox"
            checked={handOver}
            onChange={event => setHandOver(event.target.checked)}
          />
          <label htmlFor="leave-over">{t('posts:leave.handOver')}</label>
        </span>
        {handOver ? (
          <span className="check-line">
            <input
              id="leave-back"
              type="checkbox"
              checked={comeBack}
              onChange={event => setComeBack(event.target.checked)}
            />
            <label htmlFor="leave-back">{t('posts:leave.comeBack')}</label>
          </span>
        ) : null}
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={make.isPending}>
            {t('posts:leave.makeAct')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
