import { Client } from 'pg'

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

/** A connection of the one who owns the tables; where there is none, one sentence for whoever started the command. */
export async function connectAsOwner(ownerUrl: string, purpose: string): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl, application_name: `onegrid ${purpose}` })
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw unreachable(error, new URL(ownerUrl))
  }
}

/** The password stands in the address, so the address is never said whole. */
function unreachable(error: unknown, { hostname, port, username, pathname }: URL): unknown {
  const { code } = error as { readonly code?: string }
  const place = `${hostname}:${port || '5432'}`
  const change = (sentence: string) => new Error(sentence, { cause: error })
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return change(`No machine is known as ${hostname}; check the host in DATABASE_URL.`)
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT')
    return change(`No database answers at ${place}; start it, or check the host and port in DATABASE_URL.`)
  if (code === '28P01' || code === '28000')
    return change(`The database at ${place} does not let ${username} in; check the user and password in DATABASE_URL.`)
  if (code === '3D000')
    return change(`The database at ${place} has none named ${pathname.slice(1)}; create it, or check DATABASE_URL.`)
  return error
}
