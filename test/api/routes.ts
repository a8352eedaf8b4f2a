import type { FastifyInstance } from 'fastify'

/** Every route with its pattern, also those that stand in no document: the pages and their forms. */
export function routesOf(app: FastifyInstance): (readonly [method: string, pattern: string])[] {
  const stack: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const found = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line)
      if (!found) return []
      const [, indent = '', part = '', methods = ''] = found
      stack.length = indent.length / 4
      stack.push(part)
      const pattern = stack.join('')
      return methods
        .split(', ')
        .filter(method => method !== '')
        .map(method => [method, pattern] as const)
    })
}
