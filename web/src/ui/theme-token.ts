/** The value of a design token as the page shows it now; antd and the map want real colours. */
export function tokenValue(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
