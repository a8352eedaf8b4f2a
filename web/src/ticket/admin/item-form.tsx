import type { FilingCondition, Named } from '@onegrid/domain/ticket/catalogue.ts'
import { confidentialities, levels, urgencies } from '@onegrid/domain/ticket/ticket.ts'
import { useWords } from '../../words/words.ts'
import { useUnits } from '../use-ticket.ts'
import {
  ChoiceField,
  CodeField,
  DurationField,
  fieldId,
  NamedField,
  NumberField,
  Part,
  RetireButton,
  SwitchField,
  useEditing,
  useIsPublished,
} from './editing.tsx'

export function CategoryForm({ place }: { place: number }) {
  const { t, language } = useWords()
  const { draft, current } = useEditing()
  const category = draft.categories[place]!
  const pointer = `/categories/${place}`
  return (
    <div className="admin-rows">
      <header className="catalogue-title">
        <h2>{category.name[language]}</h2>
        {category.retired ? <span className="tag">{t('catalogue:state.retired')}</span> : null}
        <RetireButton list="/categories" place={place} name={category.name} />
      </header>
      <CodeField pointer={`${pointer}/code`} published={useIsPublished('/categories', category, current)} />
      <NamedField pointer={`${pointer}/name`} label={t('catalogue:field.name')} />
      <NamedField
        pointer={`${pointer}/villageWord`}
        label={t('catalogue:field.villageWord')}
        hint={t('catalogue:hint.villageWord')}
      />
    </div>
  )
}

export function SubcategoryForm({ place }: { place: number }) {
  const { t, language } = useWords()
  const { draft, current } = useEditing()
  const units = useUnits().data ?? []
  const subcategory = draft.subcategories[place]!
  const pointer = `/subcategories/${place}`
  const category = draft.categories.find(each => each.code === subcategory.category)
  return (
    <div className="admin-rows">
      <header className="catalogue-title">
        <h2>{subcategory.name[language]}</h2>
        {subcategory.retired ? <span className="tag">{t('catalogue:state.retired')}</span> : null}
        <RetireButton list="/subcategories" place={place} name={subcategory.name} />
      </header>
      <CodeField pointer={`${pointer}/code`} published={useIsPublished('/subcategories', subcategory, current)} />
      <NamedField pointer={`${pointer}/name`} label={t('catalogue:field.name')} />
      <VillageWord place={place} word={category?.villageWord} />
      <div className="admin-pair">
        <ChoiceField
          pointer={`${pointer}/category`}
          label={t('catalogue:field.category')}
          choices={draft.categories.map(each => ({ value: each.code, words: each.name[language] }))}
        />
        <ChoiceField
          pointer={`${pointer}/level`}
          label={t('catalogue:field.level')}
          hint={t('catalogue:hint.level')}
          choices={levels.map(level => ({ value: level, words: t(`ticket:level.${level}`) }))}
        />
        <ChoiceField
          pointer={`${pointer}/unitId`}
          label={t('catalogue:field.unit')}
          none={t('catalogue:field.noUnit')}
          choices={units.map(unit => ({ value: unit.unitId, words: unit.name }))}
        />
        <ChoiceField
          pointer={`${pointer}/confidentiality`}
          label={t('catalogue:field.confidentiality')}
          choices={confidentialities.map(each => ({ value: each, words: t(`ticket:confidentiality.${each}`) }))}
        />
      </div>
      <div className="admin-pair">
        <SwitchField pointer={`${pointer}/anonymousAllowed`} label={t('catalogue:field.anonymousAllowed')} />
        <SwitchField
          pointer={`${pointer}/villageMayHandle`}
          label={t('catalogue:field.villageMayHandle')}
          hint={t('catalogue:hint.villageMayHandle')}
        />
        <SwitchField
          pointer={`${pointer}/orderAllowed`}
          label={t('catalogue:field.orderAllowed')}
          hint={t('catalogue:hint.orderAllowed')}
        />
      </div>
      <Duplicates pointer={`${pointer}/duplicates`} supplied={subcategory.duplicates.by === 'supply_area'} />
      <Conditions place={place} />
    </div>
  )
}

/** Absent: residents find it under the word of its category. */
function VillageWord({ place, word }: { place: number; word: Named | undefined }) {
  const { t, language } = useWords()
  const { draft, set } = useEditing()
  const pointer = `/subcategories/${place}/villageWord`
  const own = draft.subcategories[place]?.villageWord
  const id = fieldId(`${pointer}-own`)
  return (
    <div className="admin-rows">
      <span className="check-line">
        <input
          id={id}
          type="checkbox"
          checked={own !== undefined}
          onChange={event => set(pointer, event.target.checked ? { zh: '', en: '' } : undefined)}
        />
        <label htmlFor={id}>{t('catalogue:field.ownVillageWord', { word: word?.[language] ?? '' })}</label>
      </span>
      {own === undefined ? null : <NamedField pointer={pointer} label={t('catalogue:field.villageWord')} />}
    </div>
  )
}

function Duplicates({ pointer, supplied }: { pointer: string; supplied: boolean }) {
  const { t } = useWords()
  const { draft, set } = useEditing()
  const place = Number(pointer.split('/')[2])
  const { duplicates } = draft.subcategories[place]!
  return (
    <Part title={t('catalogue:field.duplicates')} about={t('catalogue:hint.duplicates')}>
      <div className="admin-pair">
        <div className="field">
          <label htmlFor={fieldId(`${pointer}/by`)}>{t('catalogue:field.duplicatesBy')}</label>
          <select
            id={fieldId(`${pointer}/by`)}
            className="input"
            value={duplicates.by}
            onChange={event => {
              const { metres, days } = duplicates
              // A distance has no supply, a supply area needs one.
              if (event.target.value === 'distance') set(pointer, { by: 'distance', metres, days })
              else set(pointer, { by: 'supply_area', metres, days, supply: 'water' })
            }}
          >
            <option value="distance">{t('catalogue:by.distance')}</option>
            <option value="supply_area">{t('catalogue:by.supply_area')}</option>
          </select>
        </div>
        {supplied ? (
          <ChoiceField
            pointer={`${pointer}/supply`}
            label={t('catalogue:field.supply')}
            choices={(['water', 'power'] as const).map(each => ({ value: each, words: t(`catalogue:supply.${each}`) }))}
          />
        ) : (
          <NumberField
            pointer={`${pointer}/metres`}
            label={t('catalogue:field.metres')}
            unit={t('catalogue:unit.metres')}
          />
        )}
        <NumberField pointer={`${pointer}/days`} label={t('catalogue:field.days')} unit={t('catalogue:unit.days')} />
      </div>
    </Part>
  )
}

function Conditions({ place }: { place: number }) {
  const { t } = useWords()
  const { draft, set, faultAt } = useEditing()
  const list = `/subcategories/${place}/conditions`
  const { conditions } = draft.subcategories[place]!
  const add = () => {
    const taken = new Set(conditions.map(each => each.code))
    const code = Array.from({ length: 40 }, (_, at) => `c${at + 1}`).find(each => !taken.has(each)) ?? ''
    const limit = conditions[0]?.limit ?? draft.limits.ordinary
    const empty = { zh: '', en: '' }
    set(list, [...conditions, { code, name: empty, limit, urgency: 'ordinary', closing: empty }])
    setTimeout(() => document.getElementById(fieldId(`${list}/${conditions.length}/name/zh`))?.focus(), 50)
  }
  const fault = faultAt(list)
  return (
    <Part title={t('catalogue:field.conditions')} about={t('catalogue:hint.conditions')}>
      {fault === undefined ? null : <p className="field-fault">{fault}</p>}
      {conditions.map((condition, at) => (
        <Condition key={condition.code} list={list} place={at} condition={condition} first={at === 0} />
      ))}
      <div>
        <button type="button" className="button" onClick={add}>
          {t('catalogue:act.addCondition')}
        </button>
      </div>
    </Part>
  )
}

function Condition({
  list,
  place,
  condition,
  first,
}: {
  list: string
  place: number
  condition: FilingCondition
  first: boolean
}) {
  const { t, language } = useWords()
  const pointer = `${list}/${place}`
  const name = condition.name[language] === '' ? t('catalogue:items.newCondition') : condition.name[language]
  return (
    <section className="catalogue-condition" aria-label={name}>
      <header className="catalogue-title">
        <h3>{name}</h3>
        {first ? <span className="tag">{t('catalogue:state.firstCondition')}</span> : null}
        {condition.retired ? <span className="tag">{t('catalogue:state.retired')}</span> : null}
        <RetireButton list={list} place={place} name={{ zh: name, en: name }} />
      </header>
      <NamedField pointer={`${pointer}/name`} label={t('catalogue:field.conditionName')} />
      <div className="admin-pair">
        <DurationField pointer={`${pointer}/limit`} label={t('catalogue:field.limit')} />
        <ChoiceField
          pointer={`${pointer}/urgency`}
          label={t('catalogue:field.urgency')}
          choices={urgencies.map(each => ({ value: each, words: t(`ticket:urgency.${each}`) }))}
        />
      </div>
      <NamedField pointer={`${pointer}/closing`} label={t('catalogue:field.closing')} long />
    </section>
  )
}
