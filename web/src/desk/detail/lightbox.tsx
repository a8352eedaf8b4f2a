import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Modal } from 'antd'
import { useAct } from '../../ticket/use-ticket.ts'
import { useKeys } from '../../ui/keyboard.ts'
import { useWords } from '../../words/words.ts'

/** One picture large; arrows go on, and whoever may release it does so here. */
export function Lightbox({
  page,
  photoId,
  show,
}: {
  page: TicketPage
  photoId: string | undefined
  show(photoId: string | undefined): void
}) {
  const { t } = useWords()
  const act = useAct(page.ticket.number)
  const at = page.photos.findIndex(photo => photo.photoId === photoId)
  const photo = page.photos[at]
  const move = (by: number) => {
    const next = page.photos[at + by]
    if (next !== undefined) show(next.photoId)
  }
  useKeys(
    { arrowright: () => move(1), arrowleft: () => move(-1), escape: () => show(undefined) },
    { overlay: true, active: photo !== undefined },
  )
  return (
    <Modal
      open={photo !== undefined}
      onCancel={() => show(undefined)}
      footer={null}
      width="min(960px, 92vw)"
      style={{ top: 32 }}
      title={t('desk:photo.title', { number: at + 1, count: page.photos.length })}
      destroyOnHidden
    >
      {photo === undefined ? null : (
        <figure className="lightbox">
          <img src={`/api/v1/photos/${photo.photoId}`} alt={t('ticket:photo', { number: at + 1 })} />
          <figcaption>
            <span>
              {t(`desk:photo.${photo.of}`)} · {t(`ticket:choice.released.${photo.released}`)}
            </span>
            <span className="lightbox-tools">
              <button type="button" className="button" disabled={at === 0} onClick={() => move(-1)}>
                {t('desk:photo.before')}
              </button>
              <button type="button" className="button" disabled={at === page.photos.length - 1} onClick={() => move(1)}>
                {t('desk:photo.after')}
              </button>
              {page.actions.includes('releasePhoto') ? (
                <button
                  type="button"
                  className="button"
                  disabled={act.isPending}
                  onClick={() =>
                    act.mutate({
                      verb: 'releasePhoto',
                      body: { photoId: photo.photoId, released: !photo.released },
                    })
                  }
                >
                  {t(photo.released ? 'desk:photo.withdraw' : 'desk:photo.release')}
                </button>
              ) : null}
            </span>
          </figcaption>
        </figure>
      )}
    </Modal>
  )
}
