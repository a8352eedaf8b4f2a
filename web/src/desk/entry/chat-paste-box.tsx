import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../words/words.ts'
import { type ChatMessage, readChat } from './chat-paste.ts'

type Read = { readonly text: string; readonly sender?: string; readonly wall?: string }

/** Paste the block, tick the messages that belong together: words, sender and hour fill themselves in; pictures are uploaded. */
export function ChatPaste({ onRead }: { onRead(read: Read): void }) {
  const { t } = useWords()
  const [messages, setMessages] = useState<readonly ChatMessage[]>([])
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set())
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])

  const tell = (all: readonly ChatMessage[], chosen: ReadonlySet<number>) => {
    const own = all.filter((_, at) => chosen.has(at))
    const first = own[0]
    onRead({
      text: own
        .map(message => message.text)
        .filter(Boolean)
        .join('\n'),
      ...(first?.sender === undefined ? {} : { sender: first.sender }),
      ...(first?.wall === undefined ? {} : { wall: first.wall }),
    })
  }
  const read = (pasted: string) => {
    const all = readChat(pasted)
    // The matter is what the first one wrote; what others say to it is ticked by who reads it.
    const sender = all[0]?.sender
    const chosen = new Set(all.flatMap((message, at) => (message.sender === sender ? [at] : [])))
    setMessages(all)
    setTaken(chosen)
    if (all.length > 0) tell(all, chosen)
  }
  return (
    <div className="field">
      <label htmlFor="entry-paste">{t('desk:chat.paste')}</label>
      <textarea
        id="entry-paste"
        ref={box}
        className="input textarea chat-box"
        rows={3}
        placeholder={t('desk:chat.hint')}
        onChange={event => read(event.target.value)}
        onPaste={event => {
          const pictures = [...event.clipboardData.files].filter(file => file.type.startsWith('image/'))
          if (pictures.length === 0) return
          // The photo field below takes them as if they had been chosen there.
          const field = document.querySelector<HTMLInputElement>('.entry-photos input[type=file]')
          if (field === null) return
          const carrier = new DataTransfer()
          for (const picture of pictures) carrier.items.add(picture)
          field.files = carrier.files
          field.dispatchEvent(new Event('change', { bubbles: true }))
          if (event.clipboardData.getData('text') === '') event.preventDefault()
        }}
      />
      {messages.length < 2 ? null : (
        <ul className="chat-messages">
          {messages.map((message, at) => (
            <li key={`${message.sender ?? ''} ${message.wall ?? ''} ${message.text}`}>
              <label>
                <input
                  type="checkbox"
                  checked={taken.has(at)}
                  onChange={event => {
                    const next = new Set(taken)
                    if (event.target.checked) next.add(at)
                    else next.delete(at)
                    setTaken(next)
                    tell(messages, next)
                  }}
                />
                <span>
                  <span className="faint">
                    {[message.sender, message.wall?.replace('T', ' ')].filter(Boolean).join(' · ')}
                  </span>
                  <br />
                  {message.text}
                  {message.pictures > 0 ? (
                    <span className="faint"> {t('desk:chat.pictures', { count: message.pictures })}</span>
                  ) : null}
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
