import { useState } from 'react'
import { Link } from 'react-router'
import { useWords } from '../../words/words.ts'
import { ExportDialog } from './export-dialog.tsx'

/** The ways in and out of the team, beside the single person. */
export function PeopleTraffic() {
  const { t } = useWords()
  const [exporting, setExporting] = useState(false)
  return (
    <>
      <Link className="button" to="/people/import">
        {t('peopleimport:menu')}
      </Link>
      <Link className="button" to="/people/invite">
        {t('peopleimport:invite.act')}
      </Link>
      <button type="button" className="button" onClick={() => setExporting(true)}>
        {t('peopleimport:export.act')}
      </button>
      {exporting ? <ExportDialog close={() => setExporting(false)} /> : null}
    </>
  )
}
