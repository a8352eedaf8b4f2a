import type { HandoverSheet } from '@onegrid/domain/team/posts-contract.ts'
import { useParams } from 'react-router'
import type { Static } from 'typebox'
import { useGet } from '../../api/queries.ts'
import { gridWords, useGridTree } from '../../team/team.ts'
import { categoryName, useSpeaker } from '../../ticket/use-speaker.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { Facts, Sheet, Signatures } from './sheet.tsx'

/** 交接清单 of one handover: what went from whom to whom, to be signed by both. */
export function HandoverSheetScreen() {
  const { t } = useWords()
  const { handoverId = '' } = useParams<'handoverId'>()
  const speaker = useSpeaker()
  const grids = useGridTree()
  const { data, error, refetch } = useGet<Static<typeof HandoverSheet>>(
    ['person', 'handover'],
    `/handovers/${handoverId}`,
  )
  if (data === undefined)
    return error === null ? <Skeleton kind="page" /> : <ErrorState problem={error} retry={() => void refetch()} />
  const gone = t('app:person.gone')
  return (
    <Sheet title={t('desk:sheet.handover')}>
      <Facts
        rows={[
          [t('desk:print.handsOver'), data.fromName ?? gone],
          [t('desk:print.takesOver'), data.toName ?? gone],
          [t('posts:handover.why'), t(`posts:handover.reason.${data.why}`)],
          [t('posts:handover.day'), data.dueDay],
          [
            t('desk:print.open'),
            t(data.days.length === 0 ? 'posts:handover.sum' : 'posts:handover.sumDays', {
              count: data.matters.length,
              days: data.days.length,
            }),
          ],
        ]}
      />
      {data.matters.length === 0 && data.days.length === 0 ? (
        <p>{t('posts:handover.nothing')}</p>
      ) : (
        <table className="sheet-grid sheet-list">
          <thead>
            <tr>
              <th scope="col">{t('desk:print.numberColumn')}</th>
              <th scope="col">{t('desk:print.matter')}</th>
              <th scope="col">{t('desk:clock.promise')}</th>
              <th scope="col">{t('desk:print.remark')}</th>
            </tr>
          </thead>
          <tbody>
            {data.matters.map(matter => (
              <tr key={matter.number}>
                <td>{matter.number}</td>
                <td>
                  {matter.subcategory === undefined
                    ? t('posts:handover.forFewEyes')
                    : categoryName(speaker, matter.subcategory)}
                  <br />
                  {matter.gridId === undefined ? '' : gridWords(grids, matter.gridId)} ·{' '}
                  {t(`posts:matter.${matter.kind}`)}
                </td>
                <td>{matter.dueAt === undefined ? '' : speaker.moment(matter.dueAt)}</td>
                <td />
              </tr>
            ))}
            {data.days.map(day => (
              <tr key={day}>
                <td>{day}</td>
                <td>{t('posts:end.duty', { day })}</td>
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Signatures names={[t('desk:print.handsOver'), t('desk:print.takesOver'), t('desk:print.witness')]} />
    </Sheet>
  )
}
