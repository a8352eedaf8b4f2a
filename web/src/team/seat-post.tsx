import { Modal } from 'antd'
import { useState } from 'react'
import { useKindName } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import { gridWords, useGridTree, useToday } from './team.ts'

export type Seat = { readonly kind: string; readonly gridId: string }

/** The gap is known, the person is looked for: one search, one button. */
export function SeatPost({ seat, close }: { seat: Seat; close(): void }) {
  const { t } = useWords()
  const today = useToday()
  const kindName = useKindName()
  const grids = useGridTree()
  const [person, setPerson] = useState<Chosen>()
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState('')
  const [asked, setAsked] = useState(false)
  const role = kindName(seat.kind)
  const place = gridWords(grids, seat.gridId)
  const give = useIntention<object, unknown>(body => ({ method: 'POST', path: '/posts', body }), {
    changes: ['person', 'account'],
    onDone: () => {
      toast({ text: say('team:post.given', { name: person?.name ?? '', role }) })
      close()
    },
  })
  return (
    <Modal open onCancel={close} footer={null} width={520} title={t('posts:seat.title', { role, place })}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (person === undefined || from === '') return
          give.mutate({ ...seat, personId: person.personId, from, ...(until === '' ? {} : { until }) })
        }}
      >
        {give.error === null ? null : (
          <Banner kind="over">
            {give.error.message} {give.error.remedy}
          </Banner>
        )}
        <PersonField
          label={t('posts:seat.who')}
          value={person}
          choose={setPerson}
          fault={asked && person === undefined ? t('posts:person.missing') : undefined}
        />
        <div className="admin-pair">
          <Labelled label={t('team:post.from')}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="date"
                value={from}
                onChange={event => setFrom(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('team:post.untilOptional')}>
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
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={give.isPending}>
            {t('team:post.give')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
