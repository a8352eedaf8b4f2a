import { useState } from 'react'
import { useEmergency } from '../team/emergency/emergency.ts'
import { VillageForm } from '../team/emergency/village-form.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Page, Row } from './page.tsx'

/** How it stands in my village, said by thumb; while nothing is on it says so. */
export function EmergencyPage() {
  const { t } = useWords()
  const board = useEmergency()
  const [gridId, setGridId] = useState<string>()
  const { emergency, villages = [] } = board.data ?? {}
  const mine = villages.filter(village => village.mine)
  const chosen = mine.find(village => village.gridId === gridId) ?? (mine.length === 1 ? mine[0] : undefined)
  const title =
    emergency === undefined
      ? t('emergency:title')
      : t('emergency:now', { title: emergency.title, level: t(`emergency:level.${emergency.level}`) })
  return (
    <Page title={title} back refresh={() => board.refetch()}>
      {board.error !== null ? (
        <ErrorState problem={board.error} retry={() => void board.refetch()} />
      ) : board.data === undefined ? (
        <Skeleton />
      ) : emergency === undefined ? (
        <>
          <EmptyState icon="alert" title={t('emergency:off')} text={t('emergency:offOthers')} />
          {board.data.maySwitch ? (
            <a className="button button-large" href="/desk/emergency">
              {t('emergency:start')}
            </a>
          ) : null}
        </>
      ) : mine.length === 0 ? (
        <EmptyState icon="alert" title={t('emergency:mineNone')} text={t('emergency:mineNoneText')} />
      ) : chosen === undefined ? (
        mine.map(village => <Row key={village.gridId} title={village.name} onClick={() => setGridId(village.gridId)} />)
      ) : (
        <div className="emergency-page">
          <h2>{t('emergency:sayFor', { name: chosen.name })}</h2>
          <VillageForm key={chosen.gridId} village={chosen} done={() => setGridId(undefined)} />
        </div>
      )}
    </Page>
  )
}
