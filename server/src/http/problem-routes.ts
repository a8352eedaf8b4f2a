import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { Type } from 'typebox'
import { localeOf } from './locale.ts'
import { isRefusalCode, problemOf } from './problem.ts'
import { problemPage } from './problem-page.ts'
import type { App } from './route.ts'

/** The address in a problem's `type` can be opened and read. */
export function problemRoutes(app: App): void {
  const schema = { hide: true, params: Type.Object({ code: Type.String({ maxLength: 60 }) }) }
  app.get('/problems/:code', { schema, config: { hostWide: true } }, async (request, reply) => {
    const { code } = request.params
    if (!isRefusalCode(code)) throw new Refusal('not_found')
    const locale = localeOf(request)
    return reply
      .type('text/html; charset=utf-8')
      .send(problemPage(problemOf(new Refusal(code), locale, request.id), locale))
  })
}
