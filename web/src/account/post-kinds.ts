import type { PostKindsShape } from '@onegrid/domain/team/contract.ts'
import type { Static } from 'typebox'
import { useGet } from '../api/queries.ts'
import { useWords } from '../words/words.ts'

export type PostKindList = Static<typeof PostKindsShape>
export type PostKindRow = PostKindList['items'][number]

/** The town's own kinds of posts; every screen that names a post asks this list. */
export function usePostKinds(): readonly PostKindRow[] {
  return useGet<PostKindList>(['person', 'postKinds'], '/post-kinds').data?.items ?? []
}

/** By its code, in the language of the screen; a kind that went from the list is called by its code. */
export function useKindName(): (code: string) => string {
  const kinds = usePostKinds()
  const { language } = useWords()
  return code => kinds.find(each => each.code === code)?.[language] ?? code
}
