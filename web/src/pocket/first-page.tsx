import { Navigate } from 'react-router'
import { useMe } from '../account/me.ts'
import { StartPage } from './start-page.tsx'
import { useFirstTab } from './use-lists.ts'

/** /pocket leads to what this person works with most; without a post there is nothing to lead to. */
export function FirstPage() {
  const first = useFirstTab()
  return useMe().posts.length === 0 ? <StartPage /> : <Navigate to={first} replace />
}
