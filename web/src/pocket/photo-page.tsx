import { useParams } from 'react-router'
import { useTicketPage } from '../ticket/use-ticket.ts'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** A photo by itself; the back key leads to its matter. */
export function PhotoPage() {
  const { t } = useWords()
  const { number = '', photoId = '' } = useParams()
  const photos = useTicketPage(number).data?.photos ?? []
  const found = photos.find(photo => photo.photoId === photoId)
  const place = photos.filter(photo => photo.of === found?.of).findIndex(photo => photo.photoId === photoId)
  const title = found === undefined ? t('pocket:photo.alone') : t(`pocket:photo.of.${found.of}`, { number: place + 1 })
  return (
    <Page title={title} back>
      <img className="photo-large" src={`/api/v1/photos/${photoId}`} alt={title} />
    </Page>
  )
}
