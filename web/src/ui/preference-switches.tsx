import { changeLanguage, useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'
import { chooseTheme, useTheme } from './theme.ts'

/** Language and light or dark: each button says what it leads to. */
export function PreferenceSwitches() {
  const { t, language } = useWords()
  const shown = useTheme()
  const otherLanguage = language === 'zh' ? 'en' : 'zh'
  const otherTheme = shown === 'dark' ? 'light' : 'dark'
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-label={`${t('app:language.change')} · ${t(`app:language.${otherLanguage}`)}`}
        onClick={() => void changeLanguage(otherLanguage)}
      >
        <Icon name="globe" />
        <span className="bar-words">{t(`app:language.${otherLanguage}`)}</span>
      </button>
      <button
        type="button"
        className="bar-button"
        aria-label={t(otherTheme === 'dark' ? 'app:theme.toDark' : 'app:theme.toLight')}
        onClick={() => chooseTheme(otherTheme)}
      >
        <Icon name={otherTheme === 'dark' ? 'moon' : 'sun'} />
      </button>
    </>
  )
}
