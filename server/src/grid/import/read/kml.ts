import { kml } from '@tmcw/togeojson'
import { DOMParser } from '@xmldom/xmldom'
import { fileRefused } from '../../../tables/file-refused.ts'
import { type ReadFeature, rowsOf } from './features.ts'
import type { FoundSource } from './found-source.ts'

/** Elements inside of each other: folders in folders. */
const deepest = 60

/** KML is WGS-84 by its own rule. */
export function readKml(file: string, text: string): readonly FoundSource[] {
  if (/<!(ENTITY|DOCTYPE)/i.test(text)) throw fileRefused(file, 'xml_entities')
  demandShallow(file, text)
  if (!/<(\w+:)?(kml|Placemark)\b/.test(text)) throw fileRefused(file, 'xml_damaged')
  // A document that only points to another one somewhere.
  if (!/<(\w+:)?Placemark\b/.test(text))
    throw fileRefused(file, /<\/(\w+:)?kml\s*>|<(\w+:)?kml[^>]*\/>/.test(text) ? 'no_grids' : 'xml_damaged')
  let features: readonly ReadFeature[]
  try {
    const document = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message)
      },
    }).parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml')
    features = kml(document).features.map(({ properties, geometry }) => ({
      properties: plain(properties ?? {}),
      geometry,
    }))
  } catch {
    throw fileRefused(file, 'xml_damaged')
  }
  const { columns, rows, skipped } = rowsOf(features)
  return [{ file, kind: 'kml', columns, rows, skipped, said: 'wgs84' }]
}

/** Colours and widths of lines are no columns. */
function plain(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const dress =
    /^(styleUrl|styleHash|styleMapHash|fill|fill-opacity|stroke|stroke-opacity|stroke-width|icon.*|label-.*|visibility)$/
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !dress.test(name)))
}

function demandShallow(file: string, text: string): void {
  let depth = 0
  for (const [tag] of text.matchAll(/<\/?[A-Za-z][^>]*>/g)) {
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>') && ++depth > deepest) throw fileRefused(file, 'too_deep')
  }
}
