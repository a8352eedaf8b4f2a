import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Dropdown } from 'antd'
import { useMemo, useRef } from 'react'
import { useAct } from '../../ticket/use-ticket.ts'
import { verbForms } from '../../ticket/verb-form.ts'
import { elsewhere, orderedVerbs, verbKeys } from '../../ticket/verb-order.ts'
import { type ScreenCommand, useCommands } from '../../ui/commands.ts'
import { Icon } from '../../ui/icon.tsx'
import { useKeys } from '../../ui/keyboard.ts'
import { useWords } from '../../words/words.ts'
import { AcceptAndDispatch } from './accept-and-dispatch.tsx'
import { VerbSheet } from './verb-sheet.tsx'

export type Chosen = Verb | 'acceptAndDispatch'

/** The foot of a ticket: what is allowed now and nothing else, one primary; a chosen verb opens its form above the buttons. */
export function ActionDock({
  page,
  verb,
  into,
  choose,
}: {
  page: TicketPage
  verb: Chosen | undefined
  /** The ticket to merge into, where a suggestion was taken. */
  into: string | undefined
  choose(verb: Chosen | undefined): void
}) {
  const { t } = useWords()
  const act = useAct(page.ticket.number)
  const ordered = orderedVerbs(page, 3)
  const together = ordered.primary === 'acceptTicket'
  const allowed = page.actions as readonly Verb[]
  const start = (next: Chosen) => {
    if (next !== 'acceptAndDispatch' && verbForms[next].atOnce) act.mutate({ verb: next, body: {} })
    else choose(verb === next ? undefined : next)
  }
  const latest = useRef(start)
  latest.current = start

  useKeys(
    Object.fromEntries([
      ...allowed.flatMap(each => {
        const key = verbKeys[each]
        return key === undefined ? [] : [[key, () => start(each)] as const]
      }),
      ...(together ? [['d', () => start('acceptAndDispatch')] as const] : []),
    ]),
  )
  const actionsKey = allowed.join(' ')
  const commands = useMemo<readonly ScreenCommand[]>(() => {
    const offered = actionsKey === '' ? [] : (actionsKey.split(' ') as Verb[])
    const both: readonly Chosen[] = together ? ['acceptAndDispatch', ...offered] : offered
    return both
      .filter(each => each === 'acceptAndDispatch' || !elsewhere.includes(each))
      .map(each => {
        const key = each === 'acceptAndDispatch' ? 'd' : verbKeys[each]
        return {
          id: `do-${each}`,
          title: t(`ticket:action.${each}`),
          group: 'act',
          icon: each === 'acceptAndDispatch' ? 'dispatch' : verbForms[each].icon,
          ...(key === undefined ? {} : { keys: key }),
          run: () => latest.current(each),
        }
      })
  }, [actionsKey, together, t])
  useCommands(commands)

  const stillAllowed = verb === 'acceptAndDispatch' ? together : verb !== undefined && allowed.includes(verb)
  const primary: Chosen | undefined = together ? 'acceptAndDispatch' : ordered.primary
  const common: readonly Chosen[] = together ? ['acceptTicket', ...ordered.common.slice(0, 2)] : ordered.common
  const more: readonly Verb[] = [...(together ? ordered.common.slice(2) : []), ...ordered.more]
  if (primary === undefined) return null
  const button = (each: Chosen, first: boolean) => {
    const key = each === 'acceptAndDispatch' ? 'd' : verbKeys[each]
    return (
      <button
        key={each}
        type="button"
        className={first ? 'button button-primary' : 'button'}
        aria-expanded={each !== 'acceptAndDispatch' && verbForms[each].atOnce ? undefined : verb === each}
        aria-keyshortcuts={key}
        disabled={act.isPending}
        onClick={() => start(each)}
      >
        {t(`ticket:action.${each}`)}
        {key === undefined ? null : (
          <span className="dock-key" aria-hidden="true">
            {key.toUpperCase()}
          </span>
        )}
      </button>
    )
  }
  return (
    <section className="dock" aria-label={t('desk:detail.actions')}>
      {stillAllowed && verb !== undefined ? (
        verb === 'acceptAndDispatch' ? (
          <AcceptAndDispatch key={verb} page={page} leave={() => choose(undefined)} />
        ) : (
          <VerbSheet
            key={verb}
            verb={verb}
            page={page}
            leave={() => choose(undefined)}
            {...(into === undefined ? {} : { given: { into } })}
          />
        )
      ) : null}
      {act.error === null ? null : (
        <p className="field-fault" role="alert">
          <Icon name="alert" size={16} />
          {act.error.message} {act.error.remedy}
        </p>
      )}
      {verb !== undefined && stillAllowed ? null : (
        <div className="dock-bar">
          {button(primary, true)}
          {common.map(each => button(each, false))}
          {more.length === 0 ? null : (
            <Dropdown
              trigger={['click']}
              placement="topRight"
              menu={{
                items: more.map(each => ({
                  key: each,
                  label: t(`ticket:action.${each}`),
                  icon: <Icon name={verbForms[each].icon} size={16} />,
                  onClick: () => start(each),
                })),
              }}
            >
              <button type="button" className="button dock-more">
                <Icon name="more" size={16} />
                {t('app:action.more')}
              </button>
            </Dropdown>
          )}
        </div>
      )}
    </section>
  )
}
