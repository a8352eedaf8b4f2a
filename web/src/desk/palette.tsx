import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { matching, type ScreenCommand, useOfferedCommands } from '../ui/commands.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'

const groups = ['act', 'go', 'set'] as const

/** ⌘K / Ctrl+K: every verb that this page and this person have now. */
export function Palette({ open, close }: { open: boolean; close(): void }) {
  const { t } = useWords()
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      destroyOnHidden
      width={560}
      className="palette"
      title={<span className="unseen">{t('app:palette.open')}</span>}
      style={{ top: '12vh' }}
    >
      <Choice close={close} />
    </Modal>
  )
}

function Choice({ close }: { close(): void }) {
  const { t } = useWords()
  const offered = useOfferedCommands()
  const [wish, setWish] = useState('')
  const [place, setPlace] = useState(0)
  const navigate = useNavigate()
  const found = matching(offered, wish)
  const wanted = wish.trim()
  // Whatever else was typed, a number or words of a matter, the search finds.
  const search: ScreenCommand = {
    id: 'search',
    title: t('app:palette.search', { words: wanted }),
    group: 'go',
    icon: 'search',
    run: () => void navigate(`/search?words=${encodeURIComponent(wanted)}`),
  }
  const ordered =
    wanted === '' ? groups.flatMap(group => found.filter(command => command.group === group)) : [...found, search]
  const current = ordered[Math.min(place, ordered.length - 1)]
  const currentId = current?.id
  useEffect(() => {
    if (currentId !== undefined) document.getElementById(`palette-${currentId}`)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])
  const run = (command: ScreenCommand | undefined) => {
    if (command === undefined) return
    close()
    command.run()
  }
  return (
    <>
      <input
        className="palette-wish"
        // The palette is opened to type: focus belongs here.
        ref={box => box?.focus()}
        value={wish}
        placeholder={t('app:palette.placeholder')}
        aria-label={t('app:palette.placeholder')}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={currentId === undefined ? undefined : `palette-${currentId}`}
        onChange={event => {
          setWish(event.target.value)
          setPlace(0)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown') setPlace(Math.min(place + 1, ordered.length - 1))
          else if (event.key === 'ArrowUp') setPlace(Math.max(place - 1, 0))
          else if (event.key === 'Enter') run(current)
          else return
          event.preventDefault()
        }}
      />
      <div id="palette-list" role="listbox" aria-label={t('app:palette.open')} className="palette-list">
        {ordered.map((command, at) => (
          <div key={command.id}>
            {wanted === '' && command.group !== ordered[at - 1]?.group ? (
              <div className="palette-group" role="presentation">
                {t(`app:palette.group.${command.group}`)}
              </div>
            ) : null}
            <div
              id={`palette-${command.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={command === current}
              className="palette-line"
              onClick={() => run(command)}
              onKeyDown={event => event.key === 'Enter' && run(command)}
              onPointerMove={() => setPlace(at)}
            >
              <Icon name={command.icon ?? 'right'} size={18} />
              <span>{command.title}</span>
              {command.keys === undefined ? null : <kbd className="keycap">{command.keys}</kbd>}
            </div>
          </div>
        ))}
      </div>
      <p className="palette-hint">{t('app:palette.hint')}</p>
    </>
  )
}
