import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of an OpenID provider as is asked before the browser goes there. */
export async function identityProvider() {
  const server = createServer((_request, response) => {
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const discovery = {
      issuer: own,
      authorization_endpoint: `${own}/authorize`,
      token_endpoint: `${own}/token`,
      jwks_uri: `${own}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(discovery))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    discoveryUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/discovery`,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
