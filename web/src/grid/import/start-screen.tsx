import { exportFormats } from '@onegrid/domain/grid/import/contract.ts'
import { Link, useNavigate } from 'react-router'
import { address } from '../../api/client.ts'
import { AdminPage } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { DropFile } from './drop-file.tsx'
import { useGridImports } from './grid-import.ts'
import './grid-import.css'

/** Where files of grids are dropped, imports that wait, and the way out for the grids of today. */
export function GridImportStart() {
  const { t } = useWords()
  const navigate = useNavigate()
  return (
    <AdminPage title={t('gridimport:title')} about={t('gridimport:about')}>
      <DropFile
        title={t('gridimport:drop')}
        text={t('gridimport:dropText')}
        onDone={importId => void navigate(`/grid-import/${importId}`)}
      />
      <section aria-labelledby="waiting-imports" className="admin-rows">
        <h2 id="waiting-imports">{t('gridimport:waiting')}</h2>
        <Waiting />
      </section>
      <section aria-labelledby="export-grids" className="gridimport-export">
        <h2 id="export-grids">{t('gridimport:export.title')}</h2>
        <p className="soft">{t('gridimport:export.about')}</p>
        <ul>
          {exportFormats.map(format => (
            <li key={format}>
              <a className="button button-small" href={address('/grids/export', { format })} download>
                {t(`gridimport:export.${format}`)}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </AdminPage>
  )
}

function Waiting() {
  const { t } = useWords()
  const list = useGridImports()
  if (list.problem !== null) return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton rows={3} />
  if (list.items.length === 0) return <p className="soft">{t('gridimport:noneWaiting')}</p>
  return (
    <>
      <ul className="gridimport-waiting">
        {list.items.map(({ importId, files, createdAt, expiresAt, errors, planId }) => (
          <li key={importId}>
            <Link to={`/grid-import/${importId}`}>{files.join(' · ') || t('gridimport:noFile')}</Link>
            <Moment at={createdAt} />
            <span>
              {planId !== undefined
                ? t('gridimport:planned')
                : errors === 0
                  ? t('gridimport:ready')
                  : t('gridimport:faults', { count: errors })}
            </span>
            <span className="soft">
              {t('gridimport:until')} <Moment at={expiresAt} />
            </span>
          </li>
        ))}
      </ul>
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </>
  )
}
