import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { BarriersBody } from '@onegrid/domain/grid/propose/contract.ts'
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import { nameplaceOf } from '../../ui/map/geometry.ts'
import { useWords } from '../../words/words.ts'
import { type Drawn, sketchOf } from './sketch.ts'

const seven = (degrees: number) => Math.round(degrees * 1e7) / 1e7

/** A click, or Enter where the cross stands after some arrow keys, puts the next corner of the line. */
export function BarrierMap({
  villages,
  items,
  line,
  addCorner,
}: {
  villages: OutlinesWire['features']
  items: BarriersBody['items']
  line: readonly (readonly number[])[]
  addCorner(corner: [number, number]): void
}) {
  const { t } = useWords()
  const sketch = useMemo(() => sketchOf(villages.map(village => village.geometry as Drawn)), [villages])
  const { width, height } = sketch
  const drawing = useRef<SVGSVGElement>(null)
  const [cross, setCross] = useState({ x: width / 2, y: height / 2 })
  const put = (x: number, y: number) => {
    const [lon, lat] = sketch.degrees(x, y)
    addCorner([seven(lon), seven(lat)])
  }
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    const matrix = drawing.current?.getScreenCTM()
    // Enter presses the button without a place: then the cross is meant.
    if (event.detail === 0 || matrix === undefined || matrix === null) return put(cross.x, cross.y)
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
    setCross({ x, y })
    put(x, y)
  }
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 40 : 8
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }
    const move = moves[event.key]
    if (move === undefined) return
    setCross({ x: cross.x + move[0], y: cross.y + move[1] })
    event.preventDefault()
  }
  const corner = line.at(-1)
  return (
    <div className="sketch-frame">
      <svg ref={drawing} className="sketch" viewBox={`-40 -40 ${width + 80} ${height + 80}`} aria-hidden="true">
        {villages.map(({ properties, geometry }) => (
          <path key={properties.gridId} d={sketch.path(geometry as Drawn)} className="sketch-grid">
            <title>{properties.name}</title>
          </path>
        ))}
        {villages.map(village => {
          const at = nameplaceOf(village)
          if (at === undefined) return null
          const [x, y] = sketch.place(at)
          return (
            <text key={village.properties.gridId} x={x} y={y} className="sketch-name">
              {village.properties.name}
            </text>
          )
        })}
        {items.map(item => (
          <path
            key={item.barrierId ?? JSON.stringify(item.line)}
            d={sketch.line(item.line)}
            className={`sketch-barrier sketch-${item.kind}`}
          />
        ))}
        {corner === undefined ? null : <path d={sketch.line(line)} className="sketch-barrier sketch-draft" />}
        {line.map(each => (
          <path
            key={each.join(' ')}
            d={`${sketch.line([each])}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`}
            className="sketch-corner"
          />
        ))}
        <path
          d={`M${cross.x - 12} ${cross.y}h24M${cross.x} ${cross.y - 12}v24`}
          className="sketch-barrier sketch-draft"
        />
      </svg>
      {/* Above the drawing and not around it: the villages' names are no part of what the button is called. */}
      <button
        type="button"
        className="sketch-pad"
        aria-label={t('propose:barriers.mapLabel')}
        onClick={click}
        onKeyDown={press}
      />
    </div>
  )
}
