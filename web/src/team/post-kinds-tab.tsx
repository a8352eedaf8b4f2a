import { roles } from '@onegrid/domain/kernel/actor.ts'
import { engagements, postBindings } from '@onegrid/domain/team/post-kind.ts'
import { useState } from 'react'
import type { PostKindList, PostKindRow } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { type Opened, Unsaved, useOpened, useSaysChanged } from '../ui/unsaved.tsx'
import { useWords } from '../words/words.ts'

/** The town's own list of posts, changed as a whole. */
export function PostKindsTab() {
  const list = useGet<PostKindList>(['person', 'postKinds'], '/post-kinds')
  if (list.data === undefined)
    return list.error === null ? <Skeleton /> : <ErrorState problem={list.error} retry={() => void list.refetch()} />
  return <OneList newest={list.data} reload={() => void list.refetch()} />
}

function OneList({ newest, reload }: { newest: PostKindList; reload(): void }) {
  const { opened, ...hands } = useOpened(newest)
  return <Edited key={opened.version} list={opened} hands={hands} reload={reload} />
}

function Edited({ list, hands, reload }: { list: PostKindList; hands: Opened; reload(): void }) {
  const { t, language } = useWords()
  const [items, setItems] = useState<readonly PostKindRow[]>(list.items)
  const [chosen, setChosen] = useState<number>()
  const changed = JSON.stringify(items) !== JSON.stringify(list.items)
  const save = useIntention<readonly PostKindRow[], unknown>(
    body => ({ method: 'PUT', path: '/post-kinds', version: `"${list.version}"`, body: { items: body } }),
    {
      changes: ['person'],
      onDone: () => {
        hands.takeNewest()
        toast({ text: t('posts:kinds.saved') })
      },
      onRefused: ({ pointer }) => {
        const at = /^\/items\/(\d+)/.exec(pointer ?? '')?.[1]
        if (at !== undefined) setChosen(Number(at))
      },
    },
  )
  const stale = save.error?.status === 412 || (hands.newer && !save.isPending)
  useSaysChanged(hands, changed)
  const kind = chosen === undefined ? undefined : items[chosen]
  const change = (next: PostKindRow) => {
    setItems(items.map((each, at) => (at === chosen ? next : each)))
    if (save.error !== null && !stale) save.reset()
  }
  return (
    <>
      <Unsaved when={changed && !save.isSuccess} />
      {save.error === null && !stale ? null : (
        <Banner
          kind="over"
          actions={
            stale ? (
              <button
                type="button"
                className="button"
                onClick={() => {
                  hands.takeNewest()
                  reload()
                }}
              >
                {t('posts:kinds.loadNewest')}
              </button>
            ) : null
          }
        >
          {stale ? t('posts:kinds.stale') : save.error?.message}
        </Banner>
      )}
      <div className="posts-pair">
        <nav aria-label={t('posts:tab.kinds')}>
          <ul className="posts-lines">
            {items.map((each, at) => (
              <li key={each.code}>
                <button
                  type="button"
                  className="posts-line"
                  aria-current={at === chosen ? 'true' : undefined}
                  data-retired={each.retired ? true : undefined}
                  onClick={() => setChosen(at)}
                >
                  <span>{each[language] || t('posts:kinds.unnamed')}</span>
                  <span className="soft">
                    {each.retired ? t('posts:kinds.retired') : t(`posts:engagement.${each.engagement}`)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              setItems([...items, newKind(items)])
              setChosen(items.length)
            }}
          >
            {t('posts:kinds.add')}
          </button>
        </nav>
        <section className="admin-rows">
          {kind === undefined || chosen === undefined ? (
            <EmptyState icon="list" title={t('posts:kinds.choose')} text={t('posts:kinds.chooseText')} />
          ) : (
            <KindForm key={chosen} kind={kind} isNew={chosen >= list.items.length} change={change} />
          )}
          {changed ? (
            <div className="admin-actions">
              <button
                type="button"
                className="button button-primary"
                disabled={save.isPending}
                onClick={() => save.mutate(items)}
              >
                {t('posts:kinds.save')}
              </button>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => {
                  setItems(list.items)
                  setChosen(undefined)
                  save.reset()
                }}
              >
                {t('posts:discard')}
              </button>
            </div>
          ) : null}
        </section>
      </div>
    </>
  )
}

/** A code of its own that nobody has to think of. */
function newKind(items: readonly PostKindRow[]): PostKindRow {
  const taken = new Set(items.map(each => each.code))
  let count = items.length + 1
  while (taken.has(`own_${count}`)) count += 1
  return {
    code: `own_${count}`,
    zh: '',
    en: '',
    binding: 'grid',
    engagement: 'part_time',
    onePerGrid: false,
    public: false,
    alsoCalled: [],
  }
}

function KindForm({ kind, isNew, change }: { kind: PostKindRow; isNew: boolean; change(next: PostKindRow): void }) {
  const { t } = useWords()
  const text = (field: 'zh' | 'en', length: number) => (
    <Labelled label={t(`posts:kinds.${field}`)}>
      {ties => (
        <input
          {...ties}
          className="input"
          value={kind[field]}
          maxLength={length}
          onChange={event => change({ ...kind, [field]: event.target.value })}
        />
      )}
    </Labelled>
  )
  const box = (field: 'onePerGrid' | 'public' | 'retired') => (
    <span className="check-line">
      <input
        id={`kind-${field}`}
        type="checkbox"
        checked={kind[field] === true}
        onChange={event => change({ ...kind, [field]: event.target.checked })}
      />
      <label htmlFor={`kind-${field}`}>{t(`posts:kinds.${field}`)}</label>
    </span>
  )
  return (
    <>
      <div className="admin-pair">
        {text('zh', 30)}
        {text('en', 60)}
      </div>
      <div className="admin-pair">
        <Labelled label={t('posts:kinds.role')} hint={t(isNew ? 'posts:kinds.roleHint' : 'posts:kinds.roleFixed')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={kind.role ?? ''}
              disabled={!isNew}
              onChange={event => {
                const { role: _, ...rest } = kind
                const role = roles.find(each => each === event.target.value)
                change(role === undefined ? rest : { ...rest, role })
              }}
            >
              <option value="">{t('posts:kinds.noRole')}</option>
              {roles.map(each => (
                <option key={each} value={each}>
                  {t(`account:role.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('posts:kinds.binding')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={kind.binding}
              onChange={event =>
                change({ ...kind, binding: postBindings.find(each => each === event.target.value) ?? kind.binding })
              }
            >
              {postBindings.map(each => (
                <option key={each} value={each}>
                  {t(`posts:binding.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('posts:kinds.engagement')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={kind.engagement}
              onChange={event =>
                change({
                  ...kind,
                  engagement: engagements.find(each => each === event.target.value) ?? kind.engagement,
                })
              }
            >
              {engagements.map(each => (
                <option key={each} value={each}>
                  {t(`posts:engagement.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Labelled label={t('posts:kinds.alsoCalled')} hint={t('posts:kinds.alsoCalledHint')}>
        {ties => (
          <input
            {...ties}
            className="input"
            defaultValue={kind.alsoCalled.join('、')}
            maxLength={600}
            onChange={event =>
              change({ ...kind, alsoCalled: event.target.value.split(/[、,,;;\s]+/).filter(word => word !== '') })
            }
          />
        )}
      </Labelled>
      <div className="posts-boxes">
        {box('onePerGrid')}
        {box('public')}
        {box('retired')}
      </div>
    </>
  )
}
