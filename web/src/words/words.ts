import i18next, { type ResourceLanguage } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

/** Chinese stands first everywhere; English is complete (words.test.ts compares the keys). */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const rememberedUnder = 'onegrid.language'
const loaders = {
  zh: () => import('./zh.ts'),
  en: () => import('./en.ts'),
} satisfies Record<Language, () => Promise<{ words: ResourceLanguage }>>

/** A language in the address (?lang=en) wins over the remembered one: links in letters open as they were sent. */
function wishedLanguage(): Language {
  const wished = new URLSearchParams(location.search).get('lang') ?? remembered()
  return wished === 'en' ? 'en' : 'zh'
}

function remembered(): string | null {
  try {
    return localStorage.getItem(rememberedUnder)
  } catch {
    return null // storage is switched off: the page still speaks
  }
}

async function load(language: Language): Promise<void> {
  const { words } = await loaders[language]()
  for (const [namespace, bundle] of Object.entries(words)) i18next.addResourceBundle(language, namespace, bundle)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

export async function startWords(): Promise<void> {
  const first = wishedLanguage()
  await i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await load(first)
}

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}

export async function changeLanguage(next: Language): Promise<void> {
  await load(next)
  await i18next.changeLanguage(next)
  try {
    localStorage.setItem(rememberedUnder, next)
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

/** Words outside React. Keys are always written in full, the namespace first. */
export function say(key: string, facts: Readonly<Record<string, string | number>> = {}): string {
  return i18next.t(key, facts)
}

export function hasWords(key: string): boolean {
  return i18next.exists(key)
}

/** The component renders again when the language changes. */
export function useWords(): { t: typeof say; language: Language } {
  const { i18n } = useTranslation()
  return { t: say, language: i18n.language === 'en' ? 'en' : 'zh' }
}
