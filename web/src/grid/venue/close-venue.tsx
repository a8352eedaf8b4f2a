import type { VenueWire } from '@onegrid/domain/grid/venue/contract.ts'
import { Modal } from 'antd'
import { useNavigate } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { Banner } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'

export function CloseVenue({ venue, cancel }: { venue: VenueWire; cancel(): void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const close = useIntention<undefined, unknown>(() => ({ method: 'POST', path: `/venues/${venue.venueId}/close` }), {
    changes: ['venue'],
    onDone: () => {
      toast({ text: say('venue:closed', { name: venue.name }) })
      void navigate('/venues')
    },
  })
  return (
    <Modal open onCancel={cancel} footer={null} title={`${t('venue:close')} · ${venue.name}`} width={480}>
      <div className="admin-dialog">
        {close.error === null ? null : <Banner kind="over">{close.error.message}</Banner>}
        <p>{t('venue:closeAsk')}</p>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={cancel}>
            {t('venue:keep')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={close.isPending}
            onClick={() => close.mutate(undefined)}
          >
            {t('venue:closeSure')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
