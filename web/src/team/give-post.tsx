import { Modal } from 'antd'
import { useState } from 'react'
import { usePostKinds } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { type Person, useGridTree, useToday, useUnitList } from './team.ts'

type NewPost = {
  readonly personId: string
  readonly kind: string
  readonly gridId?: string
  readonly unitId?: string
  readonly from: string
  readonly until?: string
}

export function GivePost({ person, close }: { person: Person; close(): void }) {
  const { t, language } = useWords()
  const today = useToday()
  const [code, setCode] = useState('grid_worker')
  const [village, setVillage] = useState('')
  const [group, setGroup] = useState('')
  const [unit, setUnit] = useState('')
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState('')
  const [asked, setAsked] = useState(false)
  const grids = useGridTree()
  const units = useUnitList()
  const kinds = usePostKinds().filter(kind => !kind.retired)
  const kind = kinds.find(each => each.code === code) ?? kinds[0]
  const binding = kind?.binding ?? 'grid'
  const town = grids.find(grid => grid.level === 'large')
  const inVillage = binding === 'grid' || binding === 'medium' || binding === 'small'
  const wantsVillage = inVillage && village === ''
  const wantsGroup = binding === 'small' && group === ''
  const wantsUnit = binding === 'unit' && unit === ''
  const give = useIntention<NewPost, unknown>(body => ({ method: 'POST', path: '/posts', body }), {
    changes: ['person', 'account'],
    onDone: () => {
      toast({ text: say('team:post.given', { name: person.name ?? '', role: kind?.[language] ?? '' }) })
      close()
    },
  })
  const gridId = (binding === 'medium' ? '' : group) || (binding === 'large' ? '' : village) || town?.gridId
  const missing = t('team:post.choose')
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      width={560}
      title={t('team:post.giveTo', { name: person.name ?? t('app:person.gone') })}
    >
      <form
        className="admin-dialog"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (wantsVillage || wantsGroup || wantsUnit || from === '' || kind === undefined) return
          give.mutate({
            personId: person.personId,
            kind: kind.code,
            from,
            ...(binding === 'unit' ? { unitId: unit } : gridId === undefined ? {} : { gridId }),
            ...(until === '' ? {} : { until }),
          })
        }}
      >
        {give.error === null ? null : (
          <Banner kind="over">
            {give.error.message} {give.error.remedy}
          </Banner>
        )}
        <Labelled label={t('team:post.role')} hint={t(`team:binding.${binding}`)}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={kind?.code ?? ''}
              onChange={event => setCode(event.target.value)}
            >
              {kinds.map(each => (
                <option key={each.code} value={each.code}>
                  {each[language]}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {binding === 'unit' ? (
          <Labelled label={t('team:post.unit')} fault={asked && wantsUnit ? missing : undefined}>
            {ties => (
              <select {...ties} className="input" value={unit} onChange={event => setUnit(event.target.value)}>
                <option value="">{missing}</option>
                {units.map(each => (
                  <option key={each.unitId} value={each.unitId}>
                    {each.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        ) : binding === 'large' ? null : (
          <div className="admin-pair">
            <Labelled label={t('team:post.village')} fault={asked && wantsVillage ? missing : undefined}>
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={village}
                  onChange={event => {
                    setVillage(event.target.value)
                    setGroup('')
                  }}
                >
                  <option value="">{binding === 'any' ? t('team:post.wholeTown') : missing}</option>
                  {grids
                    .filter(grid => grid.level === 'medium')
                    .map(grid => (
                      <option key={grid.gridId} value={grid.gridId}>
                        {grid.name}
                      </option>
                    ))}
                </select>
              )}
            </Labelled>
            {binding === 'medium' || village === '' ? null : (
              <Labelled label={t('team:post.group')} fault={asked && wantsGroup ? missing : undefined}>
                {ties => (
                  <select {...ties} className="input" value={group} onChange={event => setGroup(event.target.value)}>
                    <option value="">{binding === 'small' ? missing : t('team:post.wholeVillage')}</option>
                    {grids
                      .filter(grid => grid.parentId === village)
                      .map(grid => (
                        <option key={grid.gridId} value={grid.gridId}>
                          {[grid.name, ...grid.localNames].join(' · ')}
                        </option>
                      ))}
                  </select>
                )}
              </Labelled>
            )}
          </div>
        )}
        <div className="admin-pair">
          <Labelled label={t('team:post.from')}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="date"
                value={from}
                onChange={event => setFrom(event.target.value)}
              />
            )}
          </Labelled>
          <Labelled label={t('team:post.untilOptional')}>
            {ties => (
              <input
                {...ties}
                className="input"
                type="date"
                min={from}
                value={until}
                onChange={event => setUntil(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={give.isPending}>
            {t('team:post.give')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
