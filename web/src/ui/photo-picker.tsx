import { useEffect, useRef, useState } from 'react'
import { type PhotoFault, type Sending, sendPhoto, thumbnailOf, withdrawPhoto } from '../photo/send-photo.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'
import './photo-picker.css'

type Entry = {
  readonly number: number
  readonly picture: string
  readonly sending?: Sending
  readonly share?: number
  readonly photoId?: string
  readonly fault?: PhotoFault
}

/**
 * Chooses photos, sends them at once and gives their ids, in order, to the form; `onBusy` says whether some are still on
 * their way, so that the form's button can wait.
 */
export function PhotoPicker({
  onChange,
  onBusy = () => undefined,
  most = 9,
  initial = [],
}: {
  onChange: (photoIds: readonly string[]) => void
  /** Photos that had arrived before: a form that was kept and opened again. */
  initial?: readonly string[] | undefined
  onBusy?: (busy: boolean) => void
  most?: number
}) {
  const { t } = useWords()
  const [entries, setEntries] = useState<readonly Entry[]>(() =>
    initial.map((photoId, index) => ({ number: -1 - index, photoId, picture: thumbnailOf(photoId) })),
  )
  const [tooMany, setTooMany] = useState(false)
  const count = useRef(0)
  const tell = useRef({ onChange, onBusy })
  tell.current = { onChange, onBusy }
  const photoIds = entries.flatMap(entry => (entry.photoId === undefined ? [] : [entry.photoId])).join(' ')
  const busy = entries.some(entry => entry.share !== undefined)
  useEffect(() => tell.current.onChange(photoIds === '' ? [] : photoIds.split(' ')), [photoIds])
  useEffect(() => tell.current.onBusy(busy), [busy])

  const change = (number: number, next: (entry: Entry) => Entry) =>
    setEntries(before => before.map(entry => (entry.number === number ? next(entry) : entry)))

  function add(files: readonly File[]) {
    const room = Math.max(0, most - entries.length)
    setTooMany(files.length > room)
    const added = files.slice(0, room).map((file): Entry => {
      count.current += 1
      const number = count.current
      const picture = URL.createObjectURL(file)
      const sending = sendPhoto(file, share => change(number, entry => ({ ...entry, share })))
      sending.done
        .then(
          photoId => change(number, () => ({ number, photoId, picture: thumbnailOf(photoId) })),
          (fault: PhotoFault) => change(number, () => ({ number, picture: '', fault })),
        )
        .finally(() => URL.revokeObjectURL(picture))
      return { number, picture, sending, share: 0 }
    })
    setEntries(before => [...before, ...added])
  }

  function remove(entry: Entry) {
    if (entry.photoId === undefined) entry.sending?.cancel()
    else withdrawPhoto(entry.photoId)
    setTooMany(false)
    setEntries(before => before.filter(each => each.number !== entry.number))
  }

  return (
    <div className="photo-picker">
      <label className="button photo-picker-add">
        <Icon name="camera" />
        {t('photo:add')}
        <input
          className="unseen"
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
          onChange={event => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      <p className={tooMany ? 'photo-picker-fault' : 'faint'} role={tooMany ? 'alert' : undefined}>
        {tooMany ? t('photo:tooMany', { most }) : t('photo:optional', { most })}
      </p>
      {entries.length === 0 ? null : (
        <ul className="photo-picker-list" aria-label={t('photo:list')}>
          {entries.map((entry, place) => (
            <li key={entry.number} className="photo-picker-item">
              {entry.picture === '' ? null : (
                <img
                  src={entry.picture}
                  alt={entry.photoId === undefined ? '' : t('photo:arrived', { number: place + 1 })}
                />
              )}
              {entry.share === undefined ? null : (
                <p>{t('photo:sending', { percent: Math.floor(entry.share * 100) })}</p>
              )}
              {entry.fault === undefined ? null : (
                <p className="photo-picker-fault" role="alert">
                  {entry.fault.text === '' ? t('photo:failed') : `${entry.fault.text}${entry.fault.remedy}`}
                </p>
              )}
              <button
                type="button"
                className="button photo-picker-remove"
                aria-label={t('photo:remove', { number: place + 1 })}
                onClick={() => remove(entry)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
