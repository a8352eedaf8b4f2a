import { Modal } from 'antd'
import { useOfferedCommands } from '../ui/commands.ts'
import { useWords } from '../words/words.ts'

/** `?` shows what the keyboard can do here: the desk's own keys and those of the page. */
export function KeyList({ open, close }: { open: boolean; close(): void }) {
  const { t } = useWords()
  const own = useOfferedCommands().filter(command => command.keys !== undefined)
  const lines = [
    ['⌘K / Ctrl K', t('app:keys.palette')],
    ['/', t('app:keys.search')],
    ['j / ↓', t('app:keys.next')],
    ['k / ↑', t('app:keys.previous')],
    ['Enter', t('app:keys.enter')],
    ['Esc', t('app:keys.escape')],
    ['?', t('app:keys.help')],
    ...own.map(command => [command.keys ?? '', command.title] as const),
  ] as const
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('app:keys.title')} destroyOnHidden>
      <dl className="key-list">
        {lines.map(([keys, words]) => (
          <div key={`${keys} ${words}`}>
            <dt>
              <kbd className="keycap">{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
