import { townTemplates } from '@onegrid/domain/account/contract.ts'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useIntention } from '../api/intention.ts'
import { AdminPage, Banner, Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { useMe } from './me.ts'
import { TownAddressForm } from './town-address-form.tsx'
import { TownLinks } from './town-links.tsx'
import { hostNameIn, hostNamePattern, lettersPattern, type TownMade, type TownWish, useTowns } from './towns.ts'
import { BackToTowns } from './towns-screen.tsx'
import './towns.css'

/** A town of the county: its name, its address, its categories, and who comes in first. */
export function NewTownScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const add = useIntention<TownWish, TownMade>(body => ({ method: 'POST', path: '/towns', body }), {
    changes: ['towns'],
  })
  if (add.data !== undefined)
    return <TownLinks town={add.variables?.town.name ?? ''} made={add.data} done={() => void navigate('/towns')} />
  return (
    <AdminPage title={t('towns:new.title')} about={t('towns:new.about')} back={<BackToTowns />}>
      <AddressFirst>
        <Form add={add} />
      </AddressFirst>
    </AdminPage>
  )
}

/** Before there are two towns, the first needs an address: said here, not after the form was filled in. */
function AddressFirst({ children }: { children: React.ReactNode }) {
  const { t } = useWords()
  const towns = useTowns()
  const [open, setOpen] = useState(false)
  if (towns.pending) return <Skeleton rows={4} />
  const without = towns.items.find(town => town.hostNames.length === 0)
  if (without === undefined) return children
  return (
    <>
      <Banner
        kind="due"
        actions={
          <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
            {t('towns:new.first', { town: without.name })}
          </button>
        }
      >
        {t('towns:new.firstAbout')}
      </Banner>
      {open ? <TownAddressForm town={without} close={() => setOpen(false)} /> : null}
    </>
  )
}

type Draft = {
  readonly name: string
  readonly hostName: string
  readonly code: string
  readonly zone: string
  readonly template: TownWish['template']
  readonly people: readonly Person[]
}

/** A field keeps its place on the screen while another one goes. */
type Person = { readonly field: number; readonly name: string }

type Adding = {
  readonly error: { readonly pointer: string | undefined; readonly message: string } | null
  readonly isPending: boolean
  mutate(wish: TownWish): void
}

function wishOf({ name, hostName, code, zone, template, people }: Draft): TownWish {
  return {
    town: { name: name.trim(), code: code.trim().toUpperCase(), zone: zone.trim(), hostName: hostNameIn(hostName) },
    template,
    administrators: people.map(({ name }) => ({ name: name.trim() })),
  }
}

/** JSON pointers of what is missing, each with its sentence; empty when it may be sent. */
function faultsIn({ town, administrators }: TownWish, t: (key: string) => string): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  if (town.name === '') faults.set('/town/name', t('towns:new.townMissing'))
  if (town.hostName === '') faults.set('/town/hostName', t('towns:address.missing'))
  else if (!hostNamePattern.test(town.hostName)) faults.set('/town/hostName', t('towns:address.wrong'))
  if (!lettersPattern.test(town.code)) faults.set('/town/code', t('towns:new.codeWrong'))
  for (const [place, { name }] of administrators.entries())
    if (name === '') faults.set(`/administrators/${place}/name`, t('towns:new.personMissing'))
  return faults
}

function Form({ add }: { add: Adding }) {
  const { t } = useWords()
  const me = useMe()
  const [draft, setDraft] = useState<Draft>({
    name: '',
    hostName: '',
    code: '',
    zone: me.town.zone,
    template: 'village',
    people: [
      { field: 1, name: '' },
      { field: 2, name: '' },
    ],
  })
  const [asked, setAsked] = useState(false)
  const faults = new Map(asked ? faultsIn(wishOf(draft), t) : [])
  const refused = add.error?.pointer
  if (add.error !== null && refused !== undefined && faults.size === 0) faults.set(refused, add.error.message)
  const set = (change: Partial<Draft>) => setDraft(before => ({ ...before, ...change }))
  const text = (field: 'name' | 'hostName' | 'code' | 'zone', label: string, hint: string, pointer: string) => (
    <Labelled label={label} hint={hint} fault={faults.get(pointer)}>
      {ties => (
        <input
          {...ties}
          className="input"
          autoComplete="off"
          maxLength={field === 'code' ? 6 : 220}
          value={draft[field]}
          onChange={event => set({ [field]: event.target.value })}
        />
      )}
    </Labelled>
  )
  return (
    <form
      className="town-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setAsked(true)
        const wish = wishOf(draft)
        if (faultsIn(wish, t).size === 0) add.mutate(wish)
        else requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      }}
    >
      {add.error === null || (refused !== undefined && faults.has(refused)) ? null : (
        <Banner kind="over">{add.error.message}</Banner>
      )}
      {text('name', t('towns:new.town'), t('towns:new.townHint'), '/town/name')}
      {text('hostName', t('towns:address.field'), t('towns:address.hint'), '/town/hostName')}
      {text('code', t('towns:new.code'), t('towns:new.codeHint'), '/town/code')}
      {text('zone', t('towns:new.zone'), t('towns:new.zoneHint'), '/town/zone')}
      <fieldset>
        <legend>{t('towns:new.template')}</legend>
        {townTemplates.map(each => (
          <div key={each} className="town-choice">
            <input
              type="radio"
              name="template"
              id={`template-${each}`}
              aria-describedby={`template-${each}-hint`}
              checked={draft.template === each}
              onChange={() => set({ template: each })}
            />
            <label htmlFor={`template-${each}`}>{t(`towns:new.${each}`)}</label>
            <span id={`template-${each}-hint`} className="field-hint">
              {t(`towns:new.${each}Hint`)}
            </span>
          </div>
        ))}
      </fieldset>
      <People
        people={draft.people}
        fault={place => faults.get(`/administrators/${place}/name`)}
        change={people => set({ people })}
      />
      <div>
        <button type="submit" className="button button-primary" disabled={add.isPending}>
          {t('towns:new.submit')}
        </button>
      </div>
    </form>
  )
}

/** Between two and five, as the server asks for it. */
function People({
  people,
  fault,
  change,
}: {
  people: readonly Person[]
  fault(place: number): string | undefined
  change(people: readonly Person[]): void
}) {
  const { t } = useWords()
  return (
    <fieldset>
      <legend>{t('towns:new.people')}</legend>
      <span className="field-hint">{t('towns:new.peopleHint')}</span>
      {people.map(({ field, name }, place) => (
        <div key={field} className="town-person">
          <Labelled label={t('towns:new.person', { place: place + 1 })} fault={fault(place)}>
            {ties => (
              <input
                {...ties}
                className="input"
                autoComplete="off"
                maxLength={40}
                value={name}
                onChange={event =>
                  change(people.map(each => (each.field === field ? { field, name: event.target.value } : each)))
                }
              />
            )}
          </Labelled>
          {place < 2 ? null : (
            <button
              type="button"
              className="button"
              aria-label={t('towns:new.less', { place: place + 1 })}
              onClick={() => change(people.filter(each => each.field !== field))}
            >
              <Icon name="close" size={16} />
            </button>
          )}
        </div>
      ))}
      {people.length < 5 ? (
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => change([...people, { field: (people.at(-1)?.field ?? 0) + 1, name: '' }])}
          >
            {t('towns:new.more')}
          </button>
        </div>
      ) : null}
    </fieldset>
  )
}
