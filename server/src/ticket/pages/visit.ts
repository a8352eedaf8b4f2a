import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue, Named } from '@onegrid/domain/ticket/catalogue.ts'
import { manifest } from '@onegrid/web/build.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '../../app.ts'
import { type Locale, localeOf } from '../../http/locale.ts'
import type { Town } from '../../http/town.ts'
import { catalogueOf } from '../catalogue.ts'
import { type Spoken, spokenIn } from './spoken-time.ts'
import { type Words, wordsIn } from './words.ts'

/** One person's look at a public page: language, words, town, time. */
export type Visit = {
  readonly locale: Locale
  readonly words: Words
  readonly town: Town
  readonly now: Instant
  readonly spoken: Spoken
  readonly catalogue: Catalogue
  /** Without the query: where the language is switched. */
  readonly path: string
  /** Whether this page may be asked for again in the other language. */
  readonly known: boolean
  say(name: Named): string
}

const year = 365 * 86_400

/** `?lang=en` wins and is remembered, then the cookie, then what the browser asks for; with nothing it is Chinese. */
export async function visitOf(ports: Ports, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const wished = (request.query as { lang?: unknown } | undefined)?.lang
  const chosen: Locale | undefined = wished === 'zh' || wished === 'en' ? wished : undefined
  if (chosen !== undefined && request.cookies['locale'] !== chosen)
    reply.setCookie('locale', chosen, {
      path: '/',
      sameSite: 'lax',
      secure: request.protocol === 'https',
      maxAge: year,
    })
  const locale = chosen ?? localeOf(request)
  const { town } = request
  const now = ports.clock.now()
  reply.header('content-language', locale === 'zh' ? 'zh-CN' : 'en').header('vary', 'cookie, accept-language')
  return {
    locale,
    words: wordsIn(locale),
    town,
    now,
    spoken: spokenIn(locale, town.zone, now),
    catalogue: await catalogueOf(ports, town.tenantId),
    path: request.url.split('?')[0] ?? '/',
    known: request.method === 'GET',
    say: name => name[locale],
  }
}

/** Address of a built file of the web. Before the first build the page goes out bare: its words and forms need no script. */
export function asset(name: string): string {
  try {
    return manifest()[name] ?? `/${name}`
  } catch {
    return `/${name}`
  }
}
