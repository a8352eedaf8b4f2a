import { AdminPage, Banner } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { useMe } from './me.ts'
import { addressOf, type TownMade, useTowns } from './towns.ts'
import './towns.css'

/** Shown once: a link and a code for each of a town's first administrators. */
export function TownLinks({
  town,
  made,
  again = false,
  done,
}: {
  town: string
  made: TownMade
  again?: boolean
  done(): void
}) {
  const { t } = useWords()
  return (
    <AdminPage
      title={again ? town : t('towns:made.title', { town })}
      about={t('towns:made.about')}
      actions={
        <>
          <button type="button" className="button" onClick={() => window.print()}>
            <Icon name="print" size={16} />
            {t('app:action.print')}
          </button>
          <button type="button" className="button button-primary" onClick={done}>
            {t('towns:made.done')}
          </button>
        </>
      }
    >
      {again ? null : <SignInAgain />}
      <div className="town-slips">
        {made.administrators.map(each => (
          <Slip key={each.link} slip={each} />
        ))}
      </div>
    </AdminPage>
  )
}

type Slip = TownMade['administrators'][number]

function Slip({ slip }: { slip: Slip }) {
  const { t } = useWords()
  const copy = () =>
    void navigator.clipboard.writeText(slip.link).then(
      () => toast({ text: say('towns:made.copied') }),
      () => toast({ kind: 'failed', text: say('towns:made.notCopied') }),
    )
  return (
    <article className="town-slip">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(slip.qr)}`}
        alt={t('towns:made.qr', { name: slip.name })}
        width={132}
        height={132}
      />
      <div>
        <h2>{t('towns:made.slip', { name: slip.name })}</h2>
        <dl>
          <dt>{t('towns:made.link')}</dt>
          <dd>
            <span className="town-link">{slip.link}</span>{' '}
            <button type="button" className="button button-small no-print" onClick={copy}>
              {t('towns:made.copy')}
            </button>
          </dd>
          <dt>{t('towns:made.code')}</dt>
          <dd>
            <strong className="town-code">{slip.code}</strong>
          </dd>
          <dt>{t('towns:made.until')}</dt>
          <dd>
            <Moment at={slip.expiresAt} />
          </dd>
        </dl>
      </div>
    </article>
  )
}

/** With the second town the bare address of the machine finds none any more. */
function SignInAgain() {
  const { t } = useWords()
  const me = useMe()
  const own = useTowns().items.find(town => town.code === me.town.code)?.hostNames[0]
  if (own === undefined || own === location.hostname) return null
  return <Banner kind="due">{t('towns:made.here', { address: addressOf(own) })}</Banner>
}
