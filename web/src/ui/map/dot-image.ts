import type { Light } from '@onegrid/domain/ticket/clock.ts'
import { tokenValue } from '../theme-token.ts'

/** A figure up to 99 is readable in a dot; more is said as 99+. */
export function dotImage(light: Light, count: number, scale: number): ImageData {
  const size = dotSize(count)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.ceil((size + 4) * scale)
  // Kept in memory: reading one picture back from the graphics side costs some milliseconds, and a county asks for a hundred.
  // Kept in memory: a picture read back from the graphics side takes milliseconds, and a county asks for a hundred.
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  pen.scale(scale, scale)
  const middle = size / 2 + 2
  const half = size / 2
  pen.beginPath()
  if (light === 'overdue') pen.rect(middle - half * 0.9, middle - half * 0.9, size * 0.9, size * 0.9)
  else if (light === 'due_soon') {
    pen.moveTo(middle, middle - half)
    pen.lineTo(middle + half, middle + half * 0.85)
    pen.lineTo(middle - half, middle + half * 0.85)
    pen.closePath()
  } else pen.arc(middle, middle, half, 0, Math.PI * 2)
  const ground = tokenValue('--sheet')
  pen.fillStyle = tokenValue(light === 'overdue' ? '--over-part' : light === 'due_soon' ? '--due-part' : '--ink-soft')
  pen.fill()
  pen.lineWidth = 1.5
  pen.strokeStyle = ground
  pen.stroke()
  if (count > 1) {
    pen.fillStyle = ground
    pen.font = `600 11px ${tokenValue('--face')}`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(count > 99 ? '99+' : String(count), middle, middle + (light === 'due_soon' ? half * 0.3 : 0.5))
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

/** Points across: the area follows the count, within what a map can bear. */
export function dotSize(count: number): number {
  return count <= 1 ? 12 : Math.min(44, 18 + 3 * Math.sqrt(count))
}
