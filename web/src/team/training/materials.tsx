import type { TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import { fileBytesMost, filesMost } from '@onegrid/domain/team/training/training.ts'
import { type ReactNode, useState } from 'react'
import { type Command, sendFile } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { Labelled } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import { sizeWords } from './trainings.ts'
import './training.css'

type FileWire = TrainingWire['files'][number]

/** Links and files of a session, one a line. */
export function Materials({ training, tools }: { training: TrainingWire; tools?(file: FileWire): ReactNode }) {
  const { t } = useWords()
  const { trainingId, materials, files } = training
  if (materials.length + files.length === 0) return null
  return (
    <ul className="training-materials">
      {materials.map(({ title, link }) => (
        <li key={link}>
          <a className="training-material" href={link} target="_blank" rel="noreferrer">
            {title}
          </a>
        </li>
      ))}
      {files.map(file => (
        <li key={file.fileId}>
          <a className="training-material" href={`/api/v1/trainings/${trainingId}/files/${file.fileId}`} download>
            {file.name} <span className="soft">{sizeWords(file.bytes)}</span>
          </a>
          {tools?.(file)}
        </li>
      ))}
    </ul>
  )
}

type Dropped = { readonly file: File; readonly name: string; readonly size: number; readonly changedAt: number }

/** With what lays files there and takes them away. */
export function MaterialsCard({ training }: { training: TrainingWire }) {
  const { t } = useWords()
  const { trainingId, files } = training
  const [tooLarge, setTooLarge] = useState('')
  const path = `/trainings/${trainingId}/files`
  const add = useIntention<File, unknown>(
    file => ({
      method: 'POST',
      path,
      body: { file, name: file.name, size: file.size, changedAt: file.lastModified } satisfies Dropped,
    }),
    { changes: ['training'], onDone: (_, file) => toast({ text: say('training:file.added', { name: file.name }) }) },
    <Answer,>(command: Command) => sendFile<Answer>(command, (command.body as Dropped).file),
  )
  const remove = useIntention<FileWire, unknown>(({ fileId }) => ({ method: 'DELETE', path: `${path}/${fileId}` }), {
    changes: ['training'],
    onDone: (_, file) => toast({ text: say('training:file.removed', { name: file.name }) }),
    onRefused: problem => toast({ kind: 'failed', text: problem.message }),
  })
  const choose = (file: File | undefined) => {
    if (file === undefined) return
    setTooLarge(file.size > fileBytesMost ? file.name : '')
    if (file.size <= fileBytesMost) add.mutate(file)
  }
  const fault = tooLarge === '' ? add.error?.message : t('training:file.tooLarge', { name: tooLarge })
  return (
    <section className="card">
      <h2>{t('training:materials')}</h2>
      <Materials
        training={training}
        tools={file => (
          <button
            type="button"
            className="button button-quiet button-small"
            disabled={remove.isPending}
            aria-label={t('training:file.removeNamed', { name: file.name })}
            onClick={() => remove.mutate(file)}
          >
            {t('training:file.remove')}
          </button>
        )}
      />
      {training.cancelled || files.length >= filesMost ? null : (
        <Labelled label={t('training:file.add')} hint={t('training:file.hint')} fault={fault}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="file"
              accept=".pdf,.docx,.pptx,.xlsx,image/*"
              disabled={add.isPending}
              onChange={event => {
                const file = event.target.files?.[0]
                event.target.value = ''
                choose(file)
              }}
            />
          )}
        </Labelled>
      )}
      {add.isPending ? <p role="status">{t('training:file.adding')}</p> : null}
    </section>
  )
}
