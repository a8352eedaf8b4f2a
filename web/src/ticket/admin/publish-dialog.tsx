import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useId, useState } from 'react'
import { useIntention } from '../../api/intention.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useGet } from '../../api/queries.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { DifferenceList } from './difference-list.tsx'
import type { PlacedFault } from './form-faults.ts'
import { MovedLimits } from './moved-limits.tsx'
import { pathWords } from './path-words.ts'
import { checkCatalogue, type useCatalogueDraft, type VersionRow } from './use-catalogue-draft.ts'
import { Publisher } from './versions-tab.tsx'

type Work = ReturnType<typeof useCatalogueDraft> & { readonly draft: Catalogue; readonly published: Catalogue }
type Publication = { readonly catalogue: Catalogue; readonly note: string; readonly base: number }

/** What would change, which limits move, why; then the act. A version that is no longer the newest is explained instead. */
export function PublishDialog({
  work,
  close,
  onFaults,
  onPublished,
}: {
  work: Work
  close(): void
  onFaults(faults: readonly PlacedFault[]): void
  onPublished(): void
}) {
  const { t } = useWords()
  const { draft, published, base } = work
  const [note, setNote] = useState('')
  const [stale, setStale] = useState(work.overtaken)
  const titleId = useId()
  const checked = useQuery({
    queryKey: ['catalogue', 'check', draft],
    queryFn: async () => {
      const result = await checkCatalogue(draft)
      if (result.faults.length > 0) onFaults(result.faults)
      return result
    },
    enabled: !stale,
    staleTime: 0,
    retry: false,
  })
  const publish = useIntention<Publication, { readonly version: number }>(
    ({ catalogue, note: why, base: seen }) => ({
      method: 'PUT',
      path: '/catalogue',
      version: `"${seen}"`,
      body: { catalogue, ...(why.trim() === '' ? {} : { note: why.trim() }) },
    }),
    {
      onDone: ({ version }) => {
        work.discard()
        toast({ text: t('catalogue:publish.done', { version }) })
        onPublished()
      },
      onRefused: problem => {
        if (problem.status !== 412) return
        setStale(true)
        void work.current.refetch()
      },
    },
  )
  const problem = publish.error as ApiProblem | null
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      width={860}
      title={
        <span id={titleId}>
          {stale ? t('catalogue:stale.title') : t('catalogue:publish.title', { version: published.version + 1 })}
        </span>
      }
      aria-labelledby={titleId}
    >
      {stale ? (
        <Stale work={work} done={() => setStale(false)} close={close} />
      ) : (
        <form
          className="admin-dialog"
          onSubmit={event => {
            event.preventDefault()
            publish.mutate({ catalogue: draft, note, base })
          }}
        >
          {problem === null || problem.status === 412 ? null : <Banner kind="over">{problem.message}</Banner>}
          <section className="admin-rows">
            <h3>{t('catalogue:publish.changes')}</h3>
            <div className="catalogue-scroll">
              <DifferenceList before={published} after={draft} />
            </div>
          </section>
          {checked.isPending ? (
            <Skeleton rows={2} />
          ) : checked.error === null ? (
            <MovedLimits changes={checked.data?.changes ?? []} catalogue={draft} />
          ) : (
            <ErrorState problem={checked.error} retry={() => void checked.refetch()} />
          )}
          <Labelled label={t('catalogue:publish.note')} hint={t('catalogue:publish.noteHint')}>
            {ties => (
              <textarea
                {...ties}
                className="input"
                rows={2}
                maxLength={500}
                value={note}
                onChange={event => setNote(event.target.value)}
              />
            )}
          </Labelled>
          <div className="admin-dialog-foot">
            <button type="button" className="button" onClick={close}>
              {t('app:action.cancel')}
            </button>
            <button
              type="submit"
              className="button button-primary"
              disabled={publish.isPending || checked.data === undefined}
            >
              {t('catalogue:publish.confirm', { version: published.version + 1 })}
            </button>
          </div>
        </form>
      )}
    </Modal>
  )
}

/** Who published meanwhile, what, and the two ways on: with my changes on top, or without them. */
function Stale({ work, done, close }: { work: Work; done(): void; close(): void }) {
  const { t, language } = useWords()
  const [both, setBoth] = useState<readonly (readonly string[])[] | undefined>(undefined)
  const versions = useGet<{ readonly items: readonly VersionRow[] }>(['catalogue', 'newest'], '/catalogue/versions', {
    limit: 1,
  })
  const before = useGet<Catalogue>(['catalogue', 'version', work.base], `/catalogue/versions/${work.base}`)
  const newest = versions.data?.items[0]
  if (newest === undefined || newest.version === work.base) return <Skeleton rows={3} />
  return (
    <div className="admin-dialog">
      <Banner kind="due">
        <p>
          <strong>
            <Publisher personId={newest.publishedBy} />
          </strong>{' '}
          {t('catalogue:stale.published', { version: newest.version })} <Moment at={newest.publishedAt} />
        </p>
        {newest.note === '' ? null : <p>{t('catalogue:stale.note', { note: newest.note })}</p>}
        <p>{t('catalogue:stale.safe', { base: work.base })}</p>
      </Banner>
      {before.data?.version === work.base && work.published.version > work.base ? (
        <section className="admin-rows">
          <h3>{t('catalogue:stale.theirs')}</h3>
          <div className="catalogue-scroll">
            <DifferenceList before={before.data} after={work.published} />
          </div>
        </section>
      ) : null}
      {both === undefined || both.length === 0 ? null : (
        <Banner kind="due">
          {t('catalogue:stale.both')}
          <ul className="catalogue-faults">
            {both.map(path => (
              <li key={path.join('/')}>{pathWords(path, [work.draft, work.published], { language, say: t })}</li>
            ))}
          </ul>
        </Banner>
      )}
      <div className="admin-dialog-foot">
        <button
          type="button"
          className="button"
          onClick={() => {
            const undo = work.discard()
            toast({ text: t('catalogue:draft.discarded'), undo })
            close()
          }}
        >
          {t('catalogue:stale.take')}
        </button>
        {both === undefined ? (
          <button
            type="button"
            className="button button-primary"
            onClick={() =>
              void work.bringTogether().then(found => {
                setBoth(found)
                if (found.length === 0) done()
              })
            }
          >
            {t('catalogue:stale.load')}
          </button>
        ) : (
          <button type="button" className="button button-primary" onClick={done}>
            {t('catalogue:stale.goOn')}
          </button>
        )}
      </div>
    </div>
  )
}
