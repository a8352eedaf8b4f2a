import type { ComponentType } from 'react'
import { type RouteObject, useRevalidator, useRouteError } from 'react-router'
import { useWords } from '../words/words.ts'
import type { Screen } from './screen.ts'
import { EmptyState, ErrorState, Skeleton } from './states.tsx'

/** Every screen in its own chunk, with the shape of what comes while it loads and a page of its own for faults. */
export function pageRoutes(screens: readonly Screen[], start: ComponentType): RouteObject[] {
  const pages = screens.map(screen => ({
    path: screen.path,
    lazy: async () => ({ Component: await screen.load() }),
    handle: screen,
    ErrorBoundary: PageFault,
    HydrateFallback: Skeleton,
  }))
  const ownStart = screens.some(screen => screen.path === '')
  return [
    ...pages,
    ...(ownStart ? [] : [{ index: true, Component: start, ErrorBoundary: PageFault }]),
    { path: '*', Component: UnknownPage },
  ]
}

function PageFault() {
  const fault = useRouteError()
  const { revalidate } = useRevalidator()
  return <ErrorState problem={fault} retry={() => void revalidate().then(() => location.reload())} />
}

function UnknownPage() {
  const { t } = useWords()
  return <EmptyState only icon="search" title={t('app:error.notFound')} text={t('app:error.notFoundText')} />
}
