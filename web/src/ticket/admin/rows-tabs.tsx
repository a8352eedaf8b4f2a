import { useWords } from '../../words/words.ts'
import { ChoiceField, DurationField, NamedField, TextField, useEditing } from './editing.tsx'
import { Rows } from './rows.tsx'

const nothing = { zh: '', en: '' }

export function DeclineTab() {
  const { t } = useWords()
  return (
    <div className="catalogue-form catalogue-wide">
      <p className="soft">{t('catalogue:decline.about')}</p>
      <Rows
        list="/declineRules"
        empty={code => ({ code, name: nothing, instead: nothing })}
        add={t('catalogue:act.addRule')}
        more={pointer => (
          <NamedField
            pointer={`${pointer}/instead`}
            label={t('catalogue:field.instead')}
            hint={t('catalogue:hint.instead')}
            long
          />
        )}
      />
    </div>
  )
}

export function BodiesTab() {
  const { t } = useWords()
  const { draft } = useEditing()
  return (
    <div className="catalogue-form catalogue-wide">
      <p className="soft">{t('catalogue:bodies.about')}</p>
      <Rows
        list="/outsideBodies"
        empty={code => ({ code, name: nothing, followUp: draft.limits.ordinary })}
        add={t('catalogue:act.addBody')}
        more={pointer => (
          <div className="admin-pair">
            <DurationField pointer={`${pointer}/followUp`} label={t('catalogue:field.followUp')} />
            <TextField pointer={`${pointer}/phone`} label={t('catalogue:field.phone')} optional />
          </div>
        )}
      />
    </div>
  )
}

export function NeedsTab() {
  const { t, language } = useWords()
  const { draft } = useEditing()
  const orderable = draft.subcategories.filter(each => each.orderAllowed && !each.retired)
  return (
    <div className="catalogue-form catalogue-wide">
      <p className="soft">{t('catalogue:needs.about')}</p>
      <Rows
        list="/needs"
        empty={code => ({ code, name: nothing, subcategory: orderable[0]?.code ?? '', words: nothing })}
        add={t('catalogue:act.addNeed')}
        more={pointer => (
          <>
            <NamedField pointer={`${pointer}/words`} label={t('catalogue:field.needWords')} long />
            <ChoiceField
              pointer={`${pointer}/subcategory`}
              label={t('catalogue:field.subcategory')}
              hint={t('catalogue:hint.needSubcategory')}
              choices={orderable.map(each => ({ value: each.code, words: each.name[language] }))}
            />
          </>
        )}
      />
    </div>
  )
}

export function EmergencyTab() {
  const { t } = useWords()
  return (
    <div className="catalogue-form catalogue-wide">
      <p className="soft">{t('catalogue:emergency.about')}</p>
      <Rows
        list="/emergencyNumbers"
        empty={() => ({ number: '', name: nothing })}
        add={t('catalogue:act.addNumber')}
        more={pointer => <TextField pointer={`${pointer}/number`} label={t('catalogue:field.number')} />}
      />
    </div>
  )
}
