import { useQueryClient } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import './catalogue.css'
import { type Editing, EditingContext, fieldId } from './editing.tsx'
import type { PlacedFault } from './form-faults.ts'
import { ItemsTab } from './items-tab.tsx'
import { LimitsTab } from './limits-tab.tsx'
import { pathOf, pathWords } from './path-words.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { ReasonsTab } from './reasons-tab.tsx'
import { BodiesTab, DeclineTab, EmergencyTab, NeedsTab } from './rows-tabs.tsx'
import { checkCatalogue, useCatalogueDraft } from './use-catalogue-draft.ts'
import { VersionsTab } from './versions-tab.tsx'

const tabs = ['items', 'limits', 'reasons', 'decline', 'bodies', 'needs', 'emergency', 'versions'] as const
type Tab = (typeof tabs)[number]

export function CatalogueScreen() {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { tab = 'items', code } = useParams<{ tab: Tab; code: string }>()
  const work = useCatalogueDraft()
  const { draft, published, change, set } = work
  const [faults, setFaults] = useState<readonly PlacedFault[]>([])
  const [checking, setChecking] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const saying = useMemo(() => ({ language, say: t }), [language, t])

  const check = async () => {
    if (draft === undefined) return
    setChecking(true)
    try {
      const checked = await checkCatalogue(draft)
      setFaults(checked.faults)
      if (checked.faults.length === 0) toast({ text: t('catalogue:check.none') })
    } catch (problem) {
      toast({ kind: 'failed', text: problem instanceof Error ? problem.message : t('app:error.broken') })
    } finally {
      setChecking(false)
    }
  }
  if (work.current.error !== null && draft === undefined)
    return <ErrorState problem={work.current.error} retry={() => void work.current.refetch()} />
  if (draft === undefined || published === undefined) return <Skeleton kind="page" />

  const faultAt = (pointer: string) => {
    const found = faults.find(fault => fault.pointer === pointer)
    return found === undefined ? undefined : t(`catalogue:fault.${found.rule}`, { value: found.value })
  }
  const editing: Editing = {
    draft,
    current: published,
    faultAt,
    change,
    set(pointer, value) {
      // What was found at this place is answered by the change; rows that come or go move the places of the others.
      const grown = Array.isArray(value)
      setFaults(grown ? [] : faults.filter(({ pointer: at }) => at !== pointer && !at.startsWith(`${pointer}/`)))
      set(pointer, value)
    },
  }
  const show = (fault: PlacedFault) => {
    void navigate(addressOf(pathOf(fault.pointer, draft)))
    // The tab is drawn first.
    setTimeout(() => document.getElementById(fieldId(fault.pointer))?.focus(), 50)
  }
  const discard = () => {
    const undo = work.discard()
    setFaults([])
    toast({ text: t('catalogue:draft.discarded'), undo })
  }
  return (
    <AdminPage
      title={t('catalogue:title')}
      about={
        <>
          {t('catalogue:about', { version: published.version })}
          {work.changed ? <strong> {t('catalogue:draft.kept')}</strong> : null}
        </>
      }
      actions={
        <>
          {work.changed ? (
            <button type="button" className="button button-quiet" onClick={discard}>
              {t('catalogue:draft.discard')}
            </button>
          ) : null}
          <button type="button" className="button" disabled={checking || !work.changed} onClick={() => void check()}>
            {t('catalogue:check.act')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={!work.changed}
            onClick={() => setPublishing(true)}
          >
            {t('catalogue:publish.act')}
          </button>
        </>
      }
    >
      {work.overtaken ? (
        <Banner
          kind="due"
          actions={
            <button type="button" className="button" onClick={() => setPublishing(true)}>
              {t('catalogue:stale.look')}
            </button>
          }
        >
          {t('catalogue:stale.banner', { base: work.base, version: published.version })}
        </Banner>
      ) : null}
      {faults.length === 0 ? null : (
        <Banner kind="over">
          <strong>{t('catalogue:check.found', { count: faults.length })}</strong>
          <ul className="catalogue-faults">
            {faults.slice(0, 12).map(fault => (
              <li key={`${fault.pointer} ${fault.rule}`}>
                <button type="button" className="link-button" onClick={() => show(fault)}>
                  {pathWords(pathOf(fault.pointer, draft), [draft], saying)}
                </button>
                {' — '}
                {t(`catalogue:fault.${fault.rule}`, { value: fault.value })}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <EditingContext value={editing}>
        <Tabs
          className="catalogue-tabs"
          activeKey={tabs.includes(tab as Tab) ? tab : 'items'}
          onChange={next => void navigate(`/catalogue/${next}`)}
          destroyOnHidden
          items={tabs.map(name => ({ key: name, label: t(`catalogue:tab.${name}`), children: contentOf(name, code) }))}
        />
      </EditingContext>
      {publishing ? (
        <PublishDialog
          work={{ ...work, draft, published }}
          close={() => setPublishing(false)}
          onFaults={found => {
            setFaults(found)
            setPublishing(false)
          }}
          onPublished={() => {
            setPublishing(false)
            setFaults([])
            void queries.invalidateQueries({ queryKey: ['catalogue'] })
            void queries.invalidateQueries({ queryKey: ['ticket'] })
          }}
        />
      ) : null}
    </AdminPage>
  )
}

function contentOf(tab: Tab, code: string | undefined) {
  switch (tab) {
    case 'items':
      return <ItemsTab code={code} />
    case 'limits':
      return <LimitsTab />
    case 'reasons':
      return <ReasonsTab />
    case 'decline':
      return <DeclineTab />
    case 'bodies':
      return <BodiesTab />
    case 'needs':
      return <NeedsTab />
    case 'emergency':
      return <EmergencyTab />
    case 'versions':
      return <VersionsTab />
  }
}

/** The tab and the row in which a fault stands. */
function addressOf(path: readonly string[]): string {
  const [part, code] = path
  if (part === 'categories' || part === 'subcategories')
    return `/catalogue/items/${part === 'categories' ? '~' : ''}${code}`
  const tab: Readonly<Record<string, Tab>> = {
    limits: 'limits',
    reasons: 'reasons',
    declineRules: 'decline',
    outsideBodies: 'bodies',
    needs: 'needs',
    emergencyNumbers: 'emergency',
  }
  return `/catalogue/${tab[part ?? ''] ?? 'items'}`
}
