import { type ReactNode, useId } from 'react'

/**
 * The primary act of a page. While something is missing it says so beside itself and stays in the way of the keyboard, or
 * nobody who cannot see would hear why it is shut; pressed then, it leads to what is missing.
 */
export function GuardedButton({
  why,
  busy,
  act,
  lead,
  children,
}: {
  why: string | undefined
  busy: boolean
  act(): void
  lead?(): void
  children: ReactNode
}) {
  const id = useId()
  return (
    <>
      <button
        type="button"
        className="button button-primary"
        disabled={busy}
        aria-disabled={why !== undefined}
        aria-describedby={why === undefined ? undefined : id}
        onClick={() => (why === undefined ? act() : lead?.())}
      >
        {children}
      </button>
      {why === undefined ? null : (
        <p id={id} className="button-why">
          {why}
        </p>
      )}
    </>
  )
}
