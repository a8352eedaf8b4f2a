import { Modal } from 'antd'
import { useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { useMe } from './me.ts'
import { hostNameIn, hostNamePattern, type TownLine } from './towns.ts'

type Named = Pick<TownLine, 'code' | 'name' | 'hostNames'>

/** Under which host name browsers find a town. */
export function TownAddressForm({ town, close }: { town: Named; close(): void }) {
  const { t } = useWords()
  const me = useMe()
  const [typed, setTyped] = useState(town.hostNames[0] ?? '')
  const [asked, setAsked] = useState(false)
  const hostName = hostNameIn(typed)
  const save = useIntention<string, undefined>(
    wanted => ({ method: 'PUT', path: `/towns/${town.code}/address`, body: { hostName: wanted } }),
    {
      changes: ['towns'],
      onDone(_, wanted) {
        toast({ text: say('towns:address.done', { town: town.name, address: wanted }) })
        close()
      },
    },
  )
  const fault = !asked
    ? undefined
    : hostName === ''
      ? t('towns:address.missing')
      : hostNamePattern.test(hostName)
        ? save.error?.pointer === '/hostName'
          ? save.error.message
          : undefined
        : t('towns:address.wrong')
  return (
    <Modal open onCancel={close} footer={null} title={t('towns:address.title', { town: town.name })} width={520}>
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (hostNamePattern.test(hostName)) save.mutate(hostName)
        }}
      >
        <p className="soft">{t('towns:address.about')}</p>
        {town.code === me.town.code ? <Banner>{t('towns:address.own')}</Banner> : null}
        {save.error === null || fault !== undefined ? null : <Banner kind="over">{save.error.message}</Banner>}
        <Labelled label={t('towns:address.field')} hint={t('towns:address.hint')} fault={fault}>
          {ties => (
            <input
              {...ties}
              className="input"
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={220}
              value={typed}
              onChange={event => setTyped(event.target.value)}
            />
          )}
        </Labelled>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={save.isPending}>
            {t('towns:address.submit')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
