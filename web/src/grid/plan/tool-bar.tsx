import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { lookingTools, type Tool, toolIcons, toolKeys, tools } from './tool.ts'
import type { Drawing } from './use-drawing.ts'
import type { Editing } from './use-editing.ts'

/** The tools above the map; each has a letter, and the list beside the map can do the same. */
export function ToolBar({
  editing,
  drawing,
  mayEdit,
  take,
}: {
  editing: Editing
  drawing: Drawing
  mayEdit: boolean
  take(tool: Tool): void
}) {
  const { t } = useWords()
  const { undoKind, redoKind } = editing
  return (
    <div className="plan-tools" role="toolbar" aria-label={t('plan:tools')}>
      {tools
        .filter(tool => mayEdit || lookingTools.includes(tool))
        .map(tool => (
          <button
            key={tool}
            type="button"
            className="plan-tool"
            aria-pressed={drawing.tool === tool}
            aria-keyshortcuts={toolKeys[tool]}
            title={`${t(`plan:tool.${tool}`)} (${toolKeys[tool].toUpperCase()})`}
            onClick={() => take(tool)}
          >
            <Icon name={toolIcons[tool]} size={18} />
            <span>{t(`plan:tool.${tool}`)}</span>
          </button>
        ))}
      {mayEdit ? (
        <>
          <span className="plan-tools-gap" />
          <button
            type="button"
            className="plan-tool"
            disabled={undoKind === undefined}
            aria-label={
              undoKind === undefined ? t('plan:undo') : t('plan:undoWhat', { what: t(`plan:edit.${undoKind}`) })
            }
            title={`${t('plan:undo')} (Ctrl+Z)`}
            onClick={editing.undo}
          >
            <Icon name="undo" size={18} />
          </button>
          <button
            type="button"
            className="plan-tool"
            disabled={redoKind === undefined}
            aria-label={
              redoKind === undefined ? t('plan:redo') : t('plan:redoWhat', { what: t(`plan:edit.${redoKind}`) })
            }
            title={`${t('plan:redo')} (Ctrl+Shift+Z)`}
            onClick={editing.redo}
          >
            <Icon name="redo" size={18} />
          </button>
        </>
      ) : null}
      <span className="plan-tools-rest" />
      <LevelChoice level={drawing.level} setLevel={drawing.setLevel} />
    </div>
  )
}

function LevelChoice({ level, setLevel }: { level: GridLevel; setLevel(level: GridLevel): void }) {
  const { t } = useWords()
  return (
    <fieldset className="plan-levels">
      <legend className="unseen">{t('plan:level.legend')}</legend>
      {(['small', 'medium'] as const).map(each => (
        <label key={each}>
          <input type="radio" name="plan-level" checked={level === each} onChange={() => setLevel(each)} />
          <span>{t(`plan:level.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
