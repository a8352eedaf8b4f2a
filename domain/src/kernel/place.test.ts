import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { metresBetween, toWgs84 } from './place.ts'
import { Refusal } from './refusal.ts'

test('a point from a Chinese phone lands where the street is, within a metre', () => {
  // Tian'anmen flagpole, published in the three systems.
  const truth = { lon: 116.3912757, lat: 39.9062333 }
  const gcj = toWgs84({ lon: 116.3975181, lat: 39.9076361, source: 'gcj02' })
  assert.ok(metresBetween(gcj, truth) < 10, String(metresBetween(gcj, truth)))
  const baidu = toWgs84({ lon: 116.4038904, lat: 39.9139747, source: 'bd09' })
  assert.ok(metresBetween(baidu, gcj) < 10, String(metresBetween(baidu, gcj)))
  assert.ok(metresBetween({ lon: 116.3975181, lat: 39.9076361 }, gcj) > 400, 'unconverted it is streets away')
})

test('WGS-84 is kept to seven decimals and converting what is converted changes nothing', () => {
  const lons = fc.double({ min: -180, max: 180, noNaN: true })
  const lats = fc.double({ min: -90, max: 90, noNaN: true })
  fc.assert(
    fc.property(lons, lats, (lon, lat) => {
      const place = toWgs84({ lon, lat })
      assert.ok(Math.abs(place.lon - lon) <= 5.1e-8 && Math.abs(place.lat - lat) <= 5.1e-8)
      assert.deepEqual(toWgs84(place), place)
    }),
  )
})

test('a point off the globe is refused in every system', () => {
  const wrong = [
    [Number.NaN, 22],
    [112, Number.NaN],
    [Number.POSITIVE_INFINITY, 22],
    [181, 22],
    [112, -90.01],
    [22.7, 112.2],
  ] as const
  for (const [lon, lat] of wrong)
    for (const source of ['wgs84', 'gcj02', 'bd09'] as const)
      assert.throws(
        () => toWgs84({ lon, lat, source }),
        (error: unknown) => error instanceof Refusal && error.code === 'coordinates_outside_range',
      )
  assert.throws(() => toWgs84({ lon: 112, lat: 22, accuracy: -1 }), /field_invalid/)
})

test('distance: a degree of latitude, the same point, and both ways alike', () => {
  assert.ok(Math.abs(metresBetween({ lon: 112, lat: 22 }, { lon: 112, lat: 23 }) - 111_195) < 1)
  assert.equal(metresBetween({ lon: 112, lat: 22 }, { lon: 112, lat: 22 }), 0)
  const one = { lon: 112.2, lat: 22.7 }
  const other = { lon: 112.2004, lat: 22.7003 }
  assert.equal(metresBetween(one, other), metresBetween(other, one))
  assert.ok(metresBetween(one, other) > 50 && metresBetween(one, other) < 55)
})
