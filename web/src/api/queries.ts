import { keepPreviousData, QueryClient, type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get, type Page, type Query } from './client.ts'
import { ApiProblem } from './problem.ts'

/** Keys begin with the slice's name: a live event about a slice makes all of its queries fresh. */
export type QueryKey = readonly [slice: string, ...rest: readonly unknown[]]

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000, // milliseconds; live events refresh earlier
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.mayRepeat,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
}

export function useGet<Answer>(
  key: QueryKey,
  path: string,
  query: Query = {},
  enabled = true,
): UseQueryResult<Answer, ApiProblem> {
  return useQuery<Answer, ApiProblem>({
    queryKey: [...key, path, query],
    queryFn: ({ signal }) => get<Answer>(path, query, signal),
    enabled,
    placeholderData: keepPreviousData,
  })
}

export type Pages<Item> = {
  readonly items: readonly Item[]
  readonly pending: boolean
  /** The items still answer the question before this one. */
  readonly stale: boolean
  readonly problem: ApiProblem | null
  readonly hasMore: boolean
  readonly loadingMore: boolean
  loadMore(): void
  reload(): Promise<void>
}

/** A keyset-paged list, page after page; what is shown stays while fresh pages come, so that a list never jumps. */
export function usePages<Item>(key: QueryKey, path: string, query: Query = {}, limit = 50): Pages<Item> {
  const list = useInfiniteQuery({
    queryKey: [...key, path, query, limit] as readonly unknown[],
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(path, { ...query, limit, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })
  // The same array until an answer comes: effects of a page hang on it.
  const items = useMemo(() => list.data?.pages.flatMap(page => page.items) ?? [], [list.data])
  return {
    items,
    pending: list.isPending,
    stale: list.isPlaceholderData,
    problem: list.error instanceof ApiProblem ? list.error : null,
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
    reload: async () => void (await list.refetch()),
  }
}
