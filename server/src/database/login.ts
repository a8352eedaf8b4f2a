/**
 * Where one login both migrates and serves (DATABASE_URL alone), its sessions step down to the product's role as they
 * start: row-level security binds that role, it does not bind an owner or a superuser.
 */
export function productUrl(appUrl: string, ownerUrl: string): string {
  const url = new URL(appUrl)
  const options = ['-c search_path=onegrid', ...(isOneLogin(appUrl, ownerUrl) ? ['-c role=onegrid_app'] : [])]
  const before = url.searchParams.get('options')
  url.searchParams.delete('options')
  const joined = encodeURIComponent([...(before ? [before] : []), ...options].join(' '))
  return `${url.href}${url.search === '' ? '?' : '&'}options=${joined}`
}

export function isOneLogin(appUrl: string, ownerUrl: string): boolean {
  return new URL(appUrl).username === new URL(ownerUrl).username
}
