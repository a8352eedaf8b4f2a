import { plainLine } from '@onegrid/domain/kernel/line.ts'
import { Modal } from 'antd'
import { useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { PhoneHolder } from './phone-holder.tsx'

type NewPerson = { readonly name: string; readonly phone?: string }

export function AddPerson({ close, done }: { close(): void; done(personId: string): void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [asked, setAsked] = useState(false)
  const add = useIntention<NewPerson, { readonly personId: string }>(
    body => ({ method: 'POST', path: '/people', body }),
    {
      changes: ['person'],
      onDone: ({ personId }, person) => {
        toast({ text: say('team:person.added', { name: person.name }) })
        done(personId)
      },
    },
  )
  const problem = add.error
  const phoneFault = problem?.pointer === '/phone' || problem?.code === 'phone_invalid' ? problem.message : undefined
  const nameFault =
    asked && plainLine(name) === ''
      ? t('team:person.nameMissing')
      : problem?.pointer === '/name'
        ? problem.message
        : undefined
  return (
    <Modal open onCancel={close} footer={null} title={t('team:people.add')} width={480}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (plainLine(name) === '') return
          add.mutate({ name: plainLine(name), ...(phone.trim() === '' ? {} : { phone: phone.trim() }) })
        }}
      >
        {problem === null || phoneFault !== undefined || nameFault !== undefined ? null : (
          <Banner kind="over">{problem.message}</Banner>
        )}
        <Labelled label={t('team:person.name')} fault={nameFault}>
          {ties => (
            <input
              {...ties}
              className="input"
              autoComplete="off"
              maxLength={40}
              value={name}
              onChange={event => setName(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('team:person.phoneOptional')} hint={t('team:person.phoneHint')} fault={phoneFault}>
          {ties => (
            <input
              {...ties}
              className="input"
              inputMode="tel"
              autoComplete="off"
              maxLength={24}
              value={phone}
              onChange={event => setPhone(event.target.value)}
            />
          )}
        </Labelled>
        <PhoneHolder problem={problem} />
        <p className="field-hint">{t('team:consent.addHint')}</p>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={add.isPending}>
            {t('team:people.addAct')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
