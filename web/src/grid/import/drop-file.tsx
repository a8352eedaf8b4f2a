import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Banner } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { useDrop } from './grid-import.ts'

/** Dropping is one more way beside the button; what the file is shows in it, so that one field takes them all. */
export function DropFile({
  importId,
  onDone,
  title,
  text,
}: {
  importId?: string
  onDone(importId: string): void
  title: string
  text: ReactNode
}) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const drop = useDrop(importId, onDone)
  const take = (file: File | undefined) => {
    if (file !== undefined && !drop.isPending) drop.mutate(file)
  }
  const taken = useRef(take)
  taken.current = take
  useEffect(() => {
    const area = place.current
    if (area === null) return
    const hover = (event: DragEvent) => {
      event.preventDefault()
      setOver(event.type === 'dragover')
    }
    const dropped = (event: DragEvent) => {
      hover(event)
      taken.current(event.dataTransfer?.files[0])
    }
    area.addEventListener('dragover', hover)
    area.addEventListener('dragleave', hover)
    area.addEventListener('drop', dropped)
    return () => {
      area.removeEventListener('dragover', hover)
      area.removeEventListener('dragleave', hover)
      area.removeEventListener('drop', dropped)
    }
  }, [])
  return (
    <>
      {drop.error === null ? null : (
        <Banner kind="over">
          {drop.error.message} {drop.error.remedy}
        </Banner>
      )}
      <div
        ref={place}
        className={importId === undefined ? 'gridimport-drop' : 'gridimport-drop gridimport-drop-more'}
        data-over={over ? '' : undefined}
      >
        {importId === undefined ? <Icon name="map" size={36} /> : null}
        {drop.isPending ? (
          <p role="status">{t('gridimport:reading', { name: drop.variables?.name ?? '' })}</p>
        ) : (
          <>
            {importId === undefined ? <p className="gridimport-drop-title">{title}</p> : null}
            <button
              type="button"
              className={importId === undefined ? 'button button-primary' : 'button button-small'}
              onClick={() => field.current?.click()}
            >
              {importId === undefined ? t('gridimport:choose') : title}
            </button>
          </>
        )}
        <div className="soft">{text}</div>
        <input
          ref={field}
          type="file"
          hidden
          aria-label={t('gridimport:choose')}
          accept=".geojson,.json,.zip,.kml,.kmz,.xlsx,.xls,.csv,.txt,.tsv"
          onChange={event => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
    </>
  )
}
