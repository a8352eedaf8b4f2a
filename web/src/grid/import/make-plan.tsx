import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { Modal } from 'antd'
import { useContext, useState } from 'react'
import { Link } from 'react-router'
import { serverNow } from '../../api/clock.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { GuardedButton } from '../../ui/guarded-button.tsx'
import { TownZone } from '../../ui/moment.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { useIsFirstDivision } from '../plan/plan.ts'
import { useAdopt, usePlan } from './grid-import.ts'

/** A draft that others look at first; a town without grids may let it hold at once. */
export function MakePlan({ found, busy, toFaults }: { found: GridImportWire; busy: boolean; toFaults(): void }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const zone = useContext(TownZone)
  const [name, setName] = useState('')
  const first = useIsFirstDivision()
  const [chosen, setAtOnce] = useState<boolean>()
  const atOnce = chosen ?? first
  // Swedish writes days as the interface does.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(serverNow())
  const usual = t('gridimport:plan.usual', { day: today })
  const done = () => {
    setOpen(false)
    toast({ text: t('gridimport:plan.inForce') })
  }
  const adopt = useAdopt(done)
  const plan = usePlan(found.importId, planId => {
    if (atOnce) adopt.mutate({ planId, effectiveOn: today })
    else {
      setOpen(false)
      toast({ text: t('gridimport:plan.made') })
    }
  })
  if (found.planId !== undefined)
    return (
      <>
        <Link className="button button-primary" to={`/plans/${found.planId}`}>
          {t('gridimport:plan.open')}
        </Link>
        {/* The draft is there by now; only that it holds today was refused. */}
        <Modal
          open={open && adopt.error !== null}
          onCancel={() => setOpen(false)}
          footer={null}
          title={t('gridimport:plan.notInForce')}
          width={480}
        >
          <div className="admin-dialog">
            <Banner kind="over">
              {adopt.error?.message} {adopt.error?.remedy}
            </Banner>
            <div className="admin-dialog-foot">
              <button type="button" className="button" onClick={() => setOpen(false)}>
                {t('gridimport:plan.cancel')}
              </button>
              <Link className="button button-primary" to={`/plans/${found.planId}`}>
                {t('gridimport:plan.open')}
              </Link>
            </div>
          </div>
        </Modal>
      </>
    )
  const problem = plan.error
  const why =
    found.errors > 0
      ? t('gridimport:plan.faultsFirst')
      : found.rows.every(row => row.key === undefined)
        ? t('gridimport:plan.nothingIn')
        : undefined
  return (
    <>
      <GuardedButton why={why} busy={busy} act={() => setOpen(true)} lead={toFaults}>
        {t('gridimport:plan.make')}
      </GuardedButton>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        title={t('gridimport:plan.make')}
        width={480}
        // The second click of who clicks twice lies beside the dialog.
        mask={{ closable: false }}
      >
        <form
          className="admin-dialog"
          onSubmit={event => {
            event.preventDefault()
            plan.mutate({ version: found.version, name: name.trim() || usual })
          }}
        >
          {problem == null ? null : (
            <Banner kind="over">
              {problem.message} {problem.remedy}
            </Banner>
          )}
          <Labelled label={t('gridimport:plan.name')} hint={t('gridimport:plan.nameHint', { usual })}>
            {ties => (
              <input
                className="input"
                {...ties}
                maxLength={60}
                value={name}
                onChange={event => setName(event.target.value)}
              />
            )}
          </Labelled>
          <label className="gridimport-check">
            <input type="checkbox" checked={atOnce} onChange={event => setAtOnce(event.target.checked)} />
            <span>
              {t('gridimport:plan.atOnce')}
              <span className="field-hint">{t('gridimport:plan.atOnceHint')}</span>
            </span>
          </label>
          <div className="admin-dialog-foot">
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {t('gridimport:plan.cancel')}
            </button>
            <button type="submit" className="button button-primary" disabled={plan.isPending || adopt.isPending}>
              {atOnce ? t('gridimport:plan.makeAndAdopt') : t('gridimport:plan.make')}
            </button>
          </div>
        </form>
      </Modal>
    </>
  )
}
