import type { FastifyRequest } from 'fastify'

/** Chinese first, English complete. */
export type Locale = 'zh' | 'en'

/** What a person chose (cookie) wins over what the browser says; with neither it is Chinese. */
export function localeOf(request: FastifyRequest): Locale {
  const chosen = request.cookies?.['locale']
  if (chosen === 'zh' || chosen === 'en') return chosen
  return localeFromHeader(request.headers['accept-language'])
}

export function localeFromHeader(header: string | undefined): Locale {
  if (header === undefined) return 'zh'
  let best: { locale: Locale; weight: number } | undefined
  for (const part of header.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const locale = tag.startsWith('zh') ? 'zh' : tag.startsWith('en') ? 'en' : undefined
    if (locale === undefined) continue
    const quality = parameters.map(parameter => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    const weight = quality === undefined ? 1 : Number(quality)
    if (weight > 0 && (best === undefined || weight > best.weight)) best = { locale, weight }
  }
  return best?.locale ?? 'zh'
}
