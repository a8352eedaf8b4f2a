import { useMemo, useRef } from 'react'
import { type ScreenCommand, useCommands } from '../../ui/commands.ts'
import { useWords } from '../../words/words.ts'
import { lookingTools, type Tool, toolIcons, toolKeys, tools } from './tool.ts'
import type { Drawing } from './use-drawing.ts'
import type { Editing } from './use-editing.ts'

/** What ⌘K offers while a plan is open. */
export function useEditorCommands({
  editing,
  drawing,
  mayEdit,
  take,
  rename,
}: {
  editing: Editing
  drawing: Drawing
  mayEdit: boolean
  take(tool: Tool): void
  rename(key: string): void
}): void {
  const { t, language } = useWords()
  const latest = useRef({ editing, drawing, take, rename })
  latest.current = { editing, drawing, take, rename }
  const { chosen, dirty, undoKind, redoKind } = editing
  const several = chosen.length > 1
  const first = chosen[0]
  const canUndo = undoKind !== undefined
  const canRedo = redoKind !== undefined
  const commands = useMemo<readonly ScreenCommand[]>(() => {
    // The words of the commands are said anew in another language.
    const say = language === undefined ? String : t
    const act = (id: string, title: string, keys: string, run: () => void, icon: ScreenCommand['icon']) =>
      ({ id: `plan-${id}`, title, group: 'act', keys, run, ...(icon === undefined ? {} : { icon }) }) as const
    const offered: ScreenCommand[] = tools
      .filter(tool => mayEdit || lookingTools.includes(tool))
      .map(tool =>
        act(
          tool,
          tool === 'merge' && several ? say('plan:act.merge') : say(`plan:tool.${tool}`),
          toolKeys[tool],
          () => latest.current.take(tool),
          toolIcons[tool],
        ),
      )
    if (!mayEdit) return offered
    if (canUndo) offered.push(act('undo', say('plan:undo'), 'Ctrl Z', () => latest.current.editing.undo(), 'undo'))
    if (canRedo)
      offered.push(act('redo', say('plan:redo'), 'Ctrl Shift Z', () => latest.current.editing.redo(), 'redo'))
    if (dirty) offered.push(act('save', say('plan:save'), 'Ctrl S', () => latest.current.editing.saveNow(), 'check'))
    if (first !== undefined)
      offered.push(act('rename', say('plan:act.rename'), 'F2', () => latest.current.rename(first), 'edit'))
    return offered
  }, [t, language, mayEdit, several, canUndo, canRedo, dirty, first])
  useCommands(commands)
}
