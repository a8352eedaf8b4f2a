import type { MapSettingsWire, OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import { drawMap } from './draw.ts'

/**
 * The map of public pages, asked for by a button and loaded then only. The page writes
 * `<div data-grid-map="/api/v1/…outlines" data-label="…" data-lon="lon" data-lat="lat">` with the names of two form fields.
 */
async function show(element: HTMLElement): Promise<void> {
  const headers = { accept: 'application/json' }
  const [answer, settings] = await Promise.all([
    fetch(element.dataset['gridMap'] ?? '', { headers }),
    fetch('/api/v1/map-settings', { headers }),
  ])
  const outlines = (await answer.json()) as OutlinesWire
  const { base } = settings.ok ? ((await settings.json()) as MapSettingsWire) : {}
  const field = (name: string | undefined) =>
    name === undefined ? null : document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)
  const lonField = field(element.dataset['lon'])
  const latField = field(element.dataset['lat'])
  const chosen =
    lonField !== null && latField !== null && lonField.value !== '' && latField.value !== ''
      ? ([Number(lonField.value), Number(latField.value)] as const)
      : undefined
  element.classList.add('map-box')
  element.hidden = false
  const canvas = document.createElement('div')
  canvas.className = 'map-canvas'
  element.append(canvas)
  const map = drawMap(canvas, {
    outlines: outlines.features,
    dots: [],
    label: element.dataset['label'] ?? '',
    ...(base === undefined ? {} : { base }),
    ...(chosen === undefined ? {} : { chosen }),
    onChoose: ({ lon, lat, gridId }) => {
      map.setChosen([lon, lat])
      if (lonField !== null) lonField.value = lon.toFixed(7)
      if (latField !== null) latField.value = lat.toFixed(7)
      element.dispatchEvent(new CustomEvent('chosen', { bubbles: true, detail: { lon, lat, gridId } }))
    },
  })
}

for (const element of document.querySelectorAll<HTMLElement>('[data-grid-map]'))
  show(element).catch(() => element.dispatchEvent(new CustomEvent('map-failed', { bubbles: true })))
