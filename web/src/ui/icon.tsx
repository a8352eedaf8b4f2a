import { type IconName, icons } from './icons.ts'

/** One line-icon family for all three hands. Without a label it is decoration beside words. */
export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  const frame = {
    className: 'icon',
    width: size,
    height: size,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.75,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    focusable: false,
  } as const
  if (label === undefined)
    return (
      <svg {...frame} aria-hidden="true">
        <path d={icons[name]} />
      </svg>
    )
  return (
    <svg {...frame} role="img" aria-label={label}>
      <path d={icons[name]} />
    </svg>
  )
}
