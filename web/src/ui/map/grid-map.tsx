import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../words/words.ts'
import { Icon } from '../icon.tsx'
import { EmptyState } from '../states.tsx'
import { useTheme } from '../theme.ts'
import type { DrawnMap, MapDot, MapMark, MapWishes } from './draw.ts'
import type { LonLat, Outline } from './geometry.ts'

/**
 * The quiet map (look.md rule 5). Its library is loaded when a map is first shown. A list or a form of places always stands
 * beside it: nothing can be reached through the map alone.
 */
export function GridMap({
  outlines,
  beside,
  dots = noDots,
  marks,
  chosen,
  base,
  height = 360,
  showGrid,
  onChoose,
  onDot,
}: {
  outlines: readonly Outline[]
  /** The grids of today under a new division, as dashed lines. */
  beside?: readonly Outline[]
  dots?: readonly MapDot[]
  /** Places of a list; new ones are brought into view. */
  marks?: readonly MapMark[]
  chosen?: LonLat
  base?: NonNullable<MapWishes['base']>
  /** Pixels, or what CSS says: '100%'. */
  height?: number | string
  /** Brings this grid into view. */
  showGrid?: string
  onChoose?: MapWishes['onChoose']
  onDot?: (id: string) => void
}) {
  const { t } = useWords()
  const theme = useTheme()
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnMap | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const latest = useRef({ dots, chosen, onChoose, onDot, showGrid, marks })
  latest.current = { dots, chosen, onChoose, onDot, showGrid, marks }
  const choosing = onChoose !== undefined
  const label = choosing ? `${t('app:map.label')} · ${t('app:map.choose')}` : t('app:map.label')

  useEffect(() => {
    let gone = false
    const draw = async () => {
      const { drawMap } = await import('./draw.ts')
      const element = box.current
      if (gone || element === null) return
      // The colours are part of the drawing: another theme is another drawing.
      element.dataset['theme'] = theme
      const now = latest.current
      drawn.current = drawMap(element, {
        outlines,
        dots: now.dots,
        label,
        onDot: id => latest.current.onDot?.(id),
        ...(now.chosen === undefined ? {} : { chosen: now.chosen }),
        ...(base === undefined ? {} : { base }),
        ...(beside === undefined ? {} : { beside }),
        ...(choosing ? { onChoose: point => latest.current.onChoose?.(point) } : {}),
      })
      if (now.showGrid !== undefined) drawn.current.showGrid(now.showGrid)
      if (now.marks !== undefined) drawn.current.setMarks(now.marks)
    }
    draw().catch(() => setFailed(true))
    return () => {
      gone = true
      drawn.current?.end()
      drawn.current = undefined
      box.current?.replaceChildren()
    }
  }, [outlines, beside, base, choosing, label, theme])
  useEffect(() => drawn.current?.setDots(dots), [dots])
  useEffect(() => drawn.current?.setChosen(chosen), [chosen])
  useEffect(() => {
    if (marks === undefined) return
    drawn.current?.setMarks(marks)
    drawn.current?.showMarks(marks)
  }, [marks])
  useEffect(() => {
    if (showGrid !== undefined) drawn.current?.showGrid(showGrid)
  }, [showGrid])

  if (failed) return <EmptyState icon="map" title={t('app:map.failed')} />
  return (
    <div className="map-box no-print" style={{ height }}>
      <div ref={box} className="map-canvas" />
      <div className="map-zoom">
        <button
          type="button"
          className="bar-button"
          aria-label={t('app:map.zoomIn')}
          onClick={() => drawn.current?.zoom(1)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="bar-button"
          aria-label={t('app:map.zoomOut')}
          onClick={() => drawn.current?.zoom(-1)}
        >
          <Icon name="minus" />
        </button>
      </div>
      {outlines.some(outline => outline.properties.example) ? (
        <span className="map-example">{t('app:map.example')}</span>
      ) : null}
    </div>
  )
}

const noDots: readonly MapDot[] = []

/** A hand that moves to the button of a map, or a focus on it: its library and its threads are made ready meanwhile. */
export function prepareMap(): void {
  // Without a network the map itself says so.
  import('./draw.ts').then(({ prepareMaps }) => prepareMaps()).catch(() => undefined)
}
