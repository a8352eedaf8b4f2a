/** 一格: one stroke in one cell of the grid. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" className="mark" aria-hidden="true" focusable="false">
      <rect className="mark-cell" x="2" y="2" width="28" height="28" rx="7" />
      <path className="mark-stroke" d="M9 16h14" />
    </svg>
  )
}
