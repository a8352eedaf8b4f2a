import { Modal } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useBeforeUnload, useBlocker } from 'react-router'
import { useWords } from '../words/words.ts'

/** Given with a navigation that follows a save: what still stands in the form is no loss any more. */
export const afterSaving = { state: { saved: true } } as const

/** As long as something is changed and not saved, leaving the page is asked about; another tab of one page is a page too. */
export function Unsaved({ when }: { when: boolean }) {
  const { t } = useWords()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when && currentLocation.pathname !== nextLocation.pathname && nextLocation.state?.saved !== true,
  )
  useBeforeUnload(
    useCallback(
      event => {
        if (when) event.preventDefault()
      },
      [when],
    ),
  )
  if (blocker.state !== 'blocked') return null
  return (
    <Modal open onCancel={blocker.reset} footer={null} title={t('app:unsaved.title')} width={420}>
      <div className="admin-dialog">
        <p>{t('app:unsaved.text')}</p>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={blocker.proceed}>
            {t('app:unsaved.leave')}
          </button>
          <button type="button" className="button button-primary" onClick={blocker.reset}>
            {t('app:unsaved.stay')}
          </button>
        </div>
      </div>
    </Modal>
  )
}

/**
 * A list that is changed as a whole: the version that was opened stays under the hands while something is changed in it, and
 * a newer one waits until the person takes it. The form says by `setChanged` whether it holds changes; its own save is none.
 */
export function useOpened<List extends { readonly version: number }>(newest: List) {
  const [opened, setOpened] = useState(newest)
  const [changed, setChanged] = useState(false)
  const newer = opened.version !== newest.version
  if (newer && !changed) setOpened(newest)
  return { opened, newer, setChanged, takeNewest: () => setChanged(false) }
}

/** What `useOpened` gives, as a form takes it. */
export type Opened = {
  readonly newer: boolean
  setChanged(changed: boolean): void
  takeNewest(): void
}

/** Says to `useOpened` what the form holds. */
export function useSaysChanged({ setChanged }: Opened, changed: boolean): void {
  useEffect(() => setChanged(changed), [setChanged, changed])
}
