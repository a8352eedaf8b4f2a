import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'
import './picker.css'

export type Option = {
  readonly value: string
  readonly label: string
  /** Second line: why, where. */
  readonly about?: string
  /** At the end of the line: load, distance. */
  readonly side?: string
  /** Heading above the first option of a group. */
  readonly group?: string
  /** Further words to find it by. */
  readonly also?: string
}

const shownAtMost = 60

/** Every part of what was typed stands somewhere in the option: "碧塘 三" finds 碧塘村 · 第三村民小组. */
export function matchingOptions(options: readonly Option[], typed: string): readonly Option[] {
  const parts = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return options
  return options.filter(option => {
    const text = `${option.label} ${option.about ?? ''} ${option.also ?? ''}`.toLowerCase()
    return parts.every(part => text.includes(part))
  })
}

type Props = {
  readonly id: string
  readonly options: readonly Option[]
  readonly value: string | undefined
  onChange(value: string | undefined): void
  readonly placeholder?: string
  /** The list stands open below the field: for the few to choose among. */
  readonly standing?: boolean
  readonly required?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  /** What the list is of, where no label points to the field. */
  readonly label?: string
}

/** A field that finds as one types; arrows and Enter choose, Escape lets it be. */
export function Picker(props: Props) {
  const { id, options, value, onChange, placeholder, standing = false } = props
  const { t } = useWords()
  const listId = useId()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const chosen = options.find(option => option.value === value)
  const found = useMemo(() => matchingOptions(options, typed ?? '').slice(0, shownAtMost), [options, typed])
  const shown = standing || open
  const current = found[Math.min(place, found.length - 1)]

  const choose = (option: Option | undefined) => {
    if (option === undefined) return
    onChange(option.value)
    setTyped(undefined)
    setOpen(false)
  }
  const move = (to: number) => {
    setOpen(true)
    const next = Math.max(0, Math.min(found.length - 1, to))
    setPlace(next)
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return
    if (event.key === 'ArrowDown') move(open || standing ? place + 1 : place)
    else if (event.key === 'ArrowUp') move(place - 1)
    else if (event.key === 'Enter' && (open || typed !== undefined)) choose(current)
    else if (event.key === 'Escape' && open && !standing) setOpen(false)
    else return
    event.preventDefault()
  }
  return (
    <div className={standing ? 'picker picker-standing' : 'picker'}>
      <div className="picker-field">
        <input
          ref={field}
          id={id}
          className="input"
          role="combobox"
          autoComplete="off"
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && current !== undefined ? `${listId}-${found.indexOf(current)}` : undefined}
          aria-invalid={props.invalid || undefined}
          aria-required={props.required || undefined}
          aria-describedby={props.describedBy}
          aria-label={props.label}
          placeholder={placeholder ?? t('desk:picker.placeholder')}
          value={typed ?? chosen?.label ?? ''}
          onChange={event => {
            setTyped(event.target.value)
            setOpen(true)
            setPlace(0)
          }}
          onFocus={event => event.target.select()}
          onPointerDown={() => setOpen(true)}
          onBlur={() => {
            setOpen(false)
            // Emptied by hand: then nothing is chosen.
            if (typed === '' && chosen !== undefined && props.required !== true) onChange(undefined)
            setTyped(undefined)
          }}
          onKeyDown={hear}
        />
        {chosen !== undefined && props.required !== true ? (
          <button
            type="button"
            className="picker-clear"
            // For the mouse; at the keyboard one empties the field, and Tab goes on to the next.
            tabIndex={-1}
            aria-label={t('desk:picker.clear', { name: chosen.label })}
            onClick={() => {
              onChange(undefined)
              field.current?.focus()
            }}
          >
            <Icon name="close" size={16} />
          </button>
        ) : null}
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={props.label ?? placeholder ?? t('desk:picker.placeholder')}
        className="picker-list"
        hidden={!shown}
        tabIndex={-1}
      >
        {found.map((option, at) => (
          <div key={option.value}>
            {option.group !== undefined && option.group !== found[at - 1]?.group ? (
              <div className="picker-group" role="presentation">
                {option.group}
              </div>
            ) : null}
            <div
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={option.value === value}
              data-current={(shown && option === current && (open || typed !== undefined)) || undefined}
              className="picker-option"
              onPointerDown={event => {
                // The field keeps its focus, so that the list is still there when the finger comes up.
                event.preventDefault()
                choose(option)
              }}
            >
              <span>
                {option.label}
                {option.about === undefined ? null : <small>{option.about}</small>}
              </span>
              {option.side === undefined ? null : <span className="picker-side">{option.side}</span>}
              {option.value === value ? <Icon name="check" size={16} /> : null}
            </div>
          </div>
        ))}
        {found.length === 0 ? <p className="picker-none">{t('desk:picker.none')}</p> : null}
      </div>
    </div>
  )
}
