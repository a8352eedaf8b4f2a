import type { TicketPage as Shown } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { thumbnailOf } from '../photo/send-photo.ts'
import { useWords } from '../words/words.ts'

/** The photos of one kind in a row; a tap shows one by itself. */
export function Photos({ page, of }: { page: Shown; of: 'report' | 'result' | 'note' }) {
  const { t } = useWords()
  const photos = page.photos.filter(photo => photo.of === of)
  if (photos.length === 0) return null
  const strip = (
    <ul className="photo-strip">
      {photos.map((photo, index) => (
        <li key={photo.photoId}>
          <Link to={`/ticket/${page.ticket.number}/photo/${photo.photoId}`}>
            <img
              src={thumbnailOf(photo.photoId)}
              alt={t(`pocket:photo.of.${of}`, { number: index + 1 })}
              loading="lazy"
            />
          </Link>
        </li>
      ))}
    </ul>
  )
  if (of === 'report') return strip
  return (
    <section className="ticket-part">
      <h2 className="part-title">{t(`pocket:photo.title.${of}`)}</h2>
      {strip}
    </section>
  )
}
