import { Link } from 'react-router'
import type { ApiProblem } from '../api/problem.ts'
import { useWords } from '../words/words.ts'

/** The number is on record with somebody of the team: what to do, and the way there. */
export function PhoneHolder({ problem }: { problem: ApiProblem | null }) {
  const { t } = useWords()
  if (problem?.code !== 'phone_taken') return null
  const { personId, name } = problem.facts
  return (
    <p className="soft">
      {problem.remedy}{' '}
      {personId === undefined ? null : (
        <Link className="button button-small" to={`/people/${String(personId)}`}>
          {t('team:person.openHolder', { name: String(name) })}
        </Link>
      )}
    </p>
  )
}
