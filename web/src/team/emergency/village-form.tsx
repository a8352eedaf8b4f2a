import type { VillageBody } from '@onegrid/domain/team/emergency/contract.ts'
import { supplyStates } from '@onegrid/domain/team/emergency/emergency.ts'
import { useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { say, useWords } from '../../words/words.ts'
import type { VillageLine } from './emergency.ts'
import './emergency.css'

const supplies = ['water', 'power', 'road'] as const

/** One village says how it stands; made for a thumb in the rain: three rows of three buttons and one number. */
export function VillageForm({ village, done }: { village: VillageLine; done(): void }) {
  const { t } = useWords()
  const [body, setBody] = useState<VillageBody>({
    patrolled: false,
    water: village.water,
    power: village.power,
    road: village.road,
    help: village.help,
    note: village.note ?? '',
  })
  const save = useIntention<VillageBody, unknown>(
    input => ({ method: 'PUT', path: `/emergency/villages/${village.gridId}`, body: input }),
    {
      changes: ['emergency'],
      onDone: () => {
        toast({ text: say('emergency:saidDone', { name: village.name }) })
        done()
      },
    },
  )
  return (
    <form
      className="emergency-form"
      onSubmit={event => {
        event.preventDefault()
        save.mutate(body)
      }}
    >
      {save.error === null ? null : <Banner kind="over">{save.error.message}</Banner>}
      <span className="check-line">
        <input
          id="village-patrolled"
          type="checkbox"
          checked={body.patrolled}
          onChange={event => setBody({ ...body, patrolled: event.target.checked })}
        />
        <label htmlFor="village-patrolled">{t('emergency:sayPatrolled')}</label>
      </span>
      {supplies.map(supply => (
        <fieldset key={supply}>
          <legend>{t(`emergency:${supply}`)}</legend>
          <div className="emergency-states">
            {supplyStates.map(state => (
              <button
                key={state}
                type="button"
                className="button"
                aria-pressed={body[supply] === state}
                onClick={() => setBody({ ...body, [supply]: state })}
              >
                {t(`emergency:state.${state}`)}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
      <Labelled label={t('emergency:help')} hint={t('emergency:helpHint')}>
        {ties => (
          <input
            {...ties}
            className="input"
            inputMode="numeric"
            maxLength={4}
            value={body.help === 0 ? '' : String(body.help)}
            placeholder="0"
            onChange={event => setBody({ ...body, help: Number(event.target.value.replace(/\D/g, '')) })}
          />
        )}
      </Labelled>
      <Labelled label={t('emergency:note')} hint={t('emergency:noteHint')}>
        {ties => (
          <textarea
            {...ties}
            className="input"
            rows={2}
            maxLength={200}
            value={body.note ?? ''}
            onChange={event => setBody({ ...body, note: event.target.value })}
          />
        )}
      </Labelled>
      <button type="submit" className="button button-primary button-large" disabled={save.isPending}>
        {t('emergency:save')}
      </button>
    </form>
  )
}
