import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import english from 'antd/es/locale/en_US.js'
import chinese from 'antd/es/locale/zh_CN.js'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { SignedInOnly } from '../account/signed-in-only.tsx'
import { makeQueryClient } from '../api/queries.ts'
import { wordsOf } from '../ui/locale-module.ts'
import { pageRoutes } from '../ui/page-routes.tsx'
import { startTheme, useTheme } from '../ui/theme.ts'
import { Toasts } from '../ui/toast.tsx'
import { startWords, useWords } from '../words/words.ts'
import { deskTheme } from './antd-theme.ts'
import { Frame } from './frame.tsx'
import { deskScreens } from './screens.ts'
import { StartPage } from './start-page.tsx'
import '../ui/ground.css'
import '../ui/parts.css'
import '../account/sign-in.css'
import './desk.css'

const queries = makeQueryClient()
const router = createBrowserRouter([{ path: '/', Component: Frame, children: pageRoutes(deskScreens, StartPage) }], {
  basename: '/desk',
})

function Desk() {
  const { language } = useWords()
  const shown = useTheme()
  const theme = useMemo(() => ({ shown, config: deskTheme() }), [shown])
  return (
    <ConfigProvider
      theme={theme.config}
      locale={wordsOf(language === 'zh' ? chinese : english)}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp component={false}>
        <SignedInOnly place="desk" firstWay="password">
          <RouterProvider router={router} />
        </SignedInOnly>
        <Toasts />
      </AntdApp>
    </ConfigProvider>
  )
}

async function start(): Promise<void> {
  startTheme()
  await startWords()
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Desk />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
