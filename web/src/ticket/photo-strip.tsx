import { thumbnailOf } from '../photo/send-photo.ts'
import { useWords } from '../words/words.ts'
import './ticket.css'

/** Thumbnails; each opens the whole picture. */
export function PhotoStrip({
  photoIds,
  onOpen,
  small = false,
}: {
  photoIds: readonly string[]
  onOpen?: (photoId: string) => void
  small?: boolean
}) {
  const { t } = useWords()
  if (photoIds.length === 0) return null
  return (
    <ul className={small ? 'photo-strip photo-strip-small' : 'photo-strip'} aria-label={t('photo:list')}>
      {photoIds.map((photoId, at) => {
        const picture = <img src={thumbnailOf(photoId)} alt={t('ticket:photo', { number: at + 1 })} loading="lazy" />
        return (
          <li key={photoId}>
            {onOpen === undefined ? (
              picture
            ) : (
              <button type="button" onClick={() => onOpen(photoId)}>
                {picture}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
