import type { ExportBody } from '@onegrid/domain/team/people-import/contract.ts'
import { exportFormats } from '@onegrid/domain/team/people-import/contract.ts'
import { Modal } from 'antd'
import { useState } from 'react'
import { sendForFile } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'

/** Masked unless a reason is written down for the full numbers. */
export function ExportDialog({ close }: { close(): void }) {
  const { t } = useWords()
  const [format, setFormat] = useState<ExportBody['format']>('xlsx')
  const [full, setFull] = useState(false)
  const [reason, setReason] = useState('')
  const out = useIntention<ExportBody, { readonly name: string; readonly blob: Blob }>(
    body => ({ method: 'POST', path: '/people/export', body }),
    {
      changes: ['audit'],
      onDone: ({ name, blob }) => {
        keep(name, blob)
        toast({ text: t('peopleimport:export.done') })
        close()
      },
    },
    <Answer,>(command: Parameters<typeof sendForFile>[0]) => sendForFile(command) as Promise<Answer>,
  )
  const ready = !full || reason.trim().length >= 2
  return (
    <Modal open onCancel={close} footer={null} title={t('peopleimport:export.title')} width={480}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (ready) out.mutate({ format, ...(full ? { phones: 'full', reason: reason.trim() } : {}) })
        }}
      >
        {out.error === null ? null : <Banner kind="over">{out.error.message}</Banner>}
        <p className="soft">{t('peopleimport:export.about')}</p>
        <Labelled label={t('peopleimport:export.format')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={format}
              onChange={event => setFormat(exportFormats.find(each => each === event.target.value) ?? 'xlsx')}
            >
              {exportFormats.map(each => (
                <option key={each} value={each}>
                  {t(`peopleimport:export.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <span className="check-line">
          <input id="export-full" type="checkbox" checked={full} onChange={event => setFull(event.target.checked)} />
          <label htmlFor="export-full">{t('peopleimport:export.full')}</label>
        </span>
        {full ? (
          <Labelled label={t('peopleimport:export.reason')} hint={t('peopleimport:export.reasonHint')}>
            {ties => (
              <input
                {...ties}
                className="input"
                maxLength={200}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Labelled>
        ) : null}
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={!ready || out.isPending}>
            {t('peopleimport:export.save')}
          </button>
        </div>
      </form>
    </Modal>
  )
}

function keep(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has its own hold on the bytes by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
