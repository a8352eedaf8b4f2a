import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { tokenValue } from '../theme-token.ts'
import type { MapWishes } from './draw.ts'

const nothing = { type: 'FeatureCollection' as const, features: [] }
const isLevel = (level: string): ExpressionSpecification => ['==', ['get', 'level'], level]
const has = (state: string): ExpressionSpecification => ['boolean', ['feature-state', state], false]

/** The quiet map with what an editor needs above it: chosen grids, faults, what is being drawn. */
export function editStyle(base: MapWishes['base']): StyleSpecification {
  const sheet = tokenValue('--sheet')
  const line = tokenValue('--line-strong')
  const accent = tokenValue('--accent')
  const over = tokenValue('--over-part')
  const due = tokenValue('--due-part')
  /** Under the pointer of a drag the grids are drawn as they will be, and not as they are. */
  const unlessLifted = (opacity: number | ExpressionSpecification): ExpressionSpecification => [
    'case',
    has('lifted'),
    0,
    opacity,
  ]
  const grounds: LayerSpecification[] = (['large', 'medium', 'small'] as const).map(level => ({
    id: level,
    type: 'fill',
    source: 'grids',
    filter: isLevel(level),
    paint: {
      'fill-color': [
        'case',
        has('chosen'),
        tokenValue('--accent-wash'),
        has('marked'),
        tokenValue('--accent-wash'),
        has('other'),
        tokenValue('--sunken'),
        sheet,
      ],
      'fill-opacity':
        level === 'small'
          ? unlessLifted(base === undefined ? 1 : ['case', has('chosen'), 0.75, has('marked'), 0.75, 0])
          : unlessLifted(base === undefined ? 1 : ['case', has('chosen'), 0.75, 0]),
    },
  }))
  return {
    version: 8,
    sources: {
      grids: { type: 'geojson', data: nothing, promoteId: 'key' },
      before: { type: 'geojson', data: nothing },
      faults: { type: 'geojson', data: nothing },
      places: { type: 'geojson', data: nothing },
      sketch: { type: 'geojson', data: nothing },
      ...(base === undefined
        ? {}
        : { base: { type: 'raster', tiles: [...base.tiles], tileSize: 256, attribution: base.attribution } }),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': tokenValue('--sunken') } },
      ...(base === undefined ? [] : [{ id: 'base', type: 'raster' as const, source: 'base' }]),
      ...grounds,
      {
        id: 'small-line',
        type: 'line',
        source: 'grids',
        filter: isLevel('small'),
        paint: { 'line-color': line, 'line-width': 1, 'line-opacity': unlessLifted(0.7) },
      },
      {
        id: 'medium-line',
        type: 'line',
        source: 'grids',
        filter: isLevel('medium'),
        paint: { 'line-color': line, 'line-width': 2, 'line-opacity': unlessLifted(1) },
      },
      {
        id: 'large-line',
        type: 'line',
        source: 'grids',
        filter: isLevel('large'),
        paint: { 'line-color': line, 'line-width': 3, 'line-opacity': unlessLifted(1) },
      },
      {
        id: 'chosen-line',
        type: 'line',
        source: 'grids',
        paint: {
          'line-color': accent,
          'line-width': ['case', has('chosen'), 3, 1.5],
          'line-opacity': unlessLifted(['case', has('chosen'), 1, has('marked'), 1, 0]),
        },
      },
      {
        id: 'before-line',
        type: 'line',
        source: 'before',
        paint: { 'line-color': accent, 'line-width': 2, 'line-dasharray': [3, 2] },
      },
      {
        id: 'place',
        type: 'circle',
        source: 'places',
        paint: {
          'circle-radius': 3.5,
          'circle-color': tokenValue('--ink-soft'),
          'circle-stroke-color': sheet,
          'circle-stroke-width': 1.5,
        },
      },
      {
        id: 'fault-ground',
        type: 'fill',
        source: 'faults',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': ['case', ['get', 'hint'], due, over], 'fill-opacity': 0.45 },
      },
      {
        id: 'fault-line',
        type: 'line',
        source: 'faults',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'line-color': ['case', ['get', 'hint'], due, over], 'line-width': 2 },
      },
      {
        id: 'fault-point',
        type: 'circle',
        source: 'faults',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 9,
          'circle-color': 'transparent',
          'circle-stroke-color': ['case', ['get', 'hint'], due, over],
          'circle-stroke-width': 3,
        },
      },
      {
        id: 'sketch-ground',
        type: 'fill',
        source: 'sketch',
        filter: ['==', ['get', 'part'], 'ground'],
        paint: { 'fill-color': accent, 'fill-opacity': 0.12 },
      },
      {
        id: 'sketch-line',
        type: 'line',
        source: 'sketch',
        filter: ['!=', ['geometry-type'], 'Point'],
        paint: { 'line-color': accent, 'line-width': 2.5 },
      },
      {
        id: 'sketch-point',
        type: 'circle',
        source: 'sketch',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 5,
          'circle-color': sheet,
          'circle-stroke-color': accent,
          'circle-stroke-width': 2,
        },
      },
    ],
  }
}
