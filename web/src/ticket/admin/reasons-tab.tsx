import type { ReasonKind } from '@onegrid/domain/ticket/catalogue.ts'
import { useWords } from '../../words/words.ts'
import { Part } from './editing.tsx'
import { Rows } from './rows.tsx'

const kinds: readonly ReasonKind[] = ['return', 'contest', 'extension', 'suspension', 'appeal', 'referral']

export function ReasonsTab() {
  const { t } = useWords()
  return (
    <div className="catalogue-form catalogue-wide">
      <p className="soft">{t('catalogue:reasons.about')}</p>
      {kinds.map(kind => (
        <Part key={kind} title={t(`catalogue:part.${kind}`)}>
          <Rows
            list={`/reasons/${kind}`}
            empty={code => ({ code, name: { zh: '', en: '' } })}
            add={t('catalogue:act.addReason')}
          />
        </Part>
      ))}
    </div>
  )
}
