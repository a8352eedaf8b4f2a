import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd-mobile'
import english from 'antd-mobile/es/locales/en-US.js'
import chinese from 'antd-mobile/es/locales/zh-CN.js'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { SignedInOnly } from '../account/signed-in-only.tsx'
import { makeQueryClient } from '../api/queries.ts'
import { wordsOf } from '../ui/locale-module.ts'
import { pageRoutes } from '../ui/page-routes.tsx'
import { startTheme } from '../ui/theme.ts'
import { Toasts } from '../ui/toast.tsx'
import { startWords, useWords } from '../words/words.ts'
import { Frame } from './frame.tsx'
import { MyPage } from './my-page.tsx'
import { pocketScreens } from './screens.ts'
import { StartPage } from './start-page.tsx'
import '../ui/ground.css'
import '../ui/parts.css'
import '../account/sign-in.css'
import './pocket.css'
import './matter.css'
import './form.css'

const queries = makeQueryClient()
const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Frame,
      children: [{ path: 'me', Component: MyPage }, ...pageRoutes(pocketScreens, StartPage)],
    },
  ],
  { basename: '/pocket' },
)

function Pocket() {
  const { language } = useWords()
  return (
    <ConfigProvider locale={wordsOf(language === 'zh' ? chinese : english)}>
      <SignedInOnly place="pocket" firstWay="phone">
        <RouterProvider router={router} />
      </SignedInOnly>
      <Toasts />
    </ConfigProvider>
  )
}

async function start(): Promise<void> {
  startTheme()
  await startWords()
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Pocket />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
