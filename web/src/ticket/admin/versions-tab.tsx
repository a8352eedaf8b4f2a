import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { useState } from 'react'
import { useGet, usePages } from '../../api/queries.ts'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { DifferenceList } from './difference-list.tsx'
import { Part, useEditing } from './editing.tsx'
import type { VersionRow } from './use-catalogue-draft.ts'

export function VersionsTab() {
  const { t } = useWords()
  const versions = usePages<VersionRow>(['catalogue', 'versions'], '/catalogue/versions')
  const [compared, setCompared] = useState<number | undefined>(undefined)
  if (versions.problem !== null) return <ErrorState problem={versions.problem} retry={() => void versions.reload()} />
  if (versions.pending) return <Skeleton />
  return (
    <div className="catalogue-form catalogue-wide">
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('catalogue:versions.version')}</th>
            <th scope="col">{t('catalogue:versions.when')}</th>
            <th scope="col">{t('catalogue:versions.who')}</th>
            <th scope="col">{t('catalogue:versions.note')}</th>
            <th scope="col">
              <span className="unseen">{t('catalogue:versions.compare')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.items.map((row, place) => (
            <tr key={row.version}>
              <th scope="row">
                {t('catalogue:versions.number', { version: row.version })}
                {place === 0 ? <span className="tag">{t('catalogue:versions.inForce')}</span> : null}
              </th>
              <td>
                <Moment at={row.publishedAt} short />
              </td>
              <td>
                <Publisher personId={row.publishedBy} />
              </td>
              <td className="catalogue-note">{row.note === '' ? t('catalogue:versions.noNote') : row.note}</td>
              <td>
                {row.version > 1 ? (
                  <button
                    type="button"
                    className="button button-small"
                    aria-pressed={compared === row.version}
                    onClick={() => setCompared(compared === row.version ? undefined : row.version)}
                  >
                    {t('catalogue:versions.whatChanged')}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager
        shown={versions.items.length}
        hasMore={versions.hasMore}
        loadingMore={versions.loadingMore}
        loadMore={versions.loadMore}
      />
      {compared === undefined ? null : <Comparison version={compared} />}
    </div>
  )
}

/** Each version beside the one before it, or beside the draft on this computer. */
function Comparison({ version }: { version: number }) {
  const { t } = useWords()
  const { draft, current } = useEditing()
  const [against, setAgainst] = useState<'before' | 'draft'>('before')
  const one = useVersion(version - 1)
  const other = useVersion(version)
  const changed = draft !== current
  if (one === undefined || other === undefined) return <Skeleton rows={3} />
  return (
    <Part
      title={
        against === 'before'
          ? t('catalogue:compare.title', { from: version - 1, to: version })
          : t('catalogue:compare.withDraft', { version })
      }
    >
      {changed ? (
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => setAgainst(against === 'before' ? 'draft' : 'before')}
          >
            {t(against === 'before' ? 'catalogue:compare.toDraft' : 'catalogue:compare.toBefore')}
          </button>
        </div>
      ) : null}
      {against === 'before' ? (
        <DifferenceList before={one} after={other} />
      ) : (
        <DifferenceList before={other} after={draft} />
      )}
    </Part>
  )
}

function useVersion(version: number): Catalogue | undefined {
  const found = useGet<Catalogue>(['catalogue', 'version', version], `/catalogue/versions/${version}`)
  return found.data?.version === version ? found.data : undefined
}

/** Nobody: the template that the town began with. */
export function Publisher({ personId }: { personId: string | undefined }) {
  const { t } = useWords()
  const person = useGet<{ readonly name?: string }>(
    ['team', 'person', personId ?? ''],
    `/people/${personId ?? ''}`,
    {},
    personId !== undefined,
  )
  if (personId === undefined) return <>{t('catalogue:versions.template')}</>
  return <>{person.data?.name ?? t('ticket:who.unknown')}</>
}
