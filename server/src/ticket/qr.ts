import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { maySee } from '@onegrid/domain/ticket/access.ts'
import QRCode from 'qrcode'
import { type TUnsafe, Type } from 'typebox'
import type { Ports } from '../app.ts'
import { type App, read } from '../http/route.ts'
import { findTicket } from './queries.ts'
import { numberIn } from './questions.ts'

const NumberInPath = Type.Object({
  number: Type.String({ minLength: 4, maxLength: 60, examples: ['DC-220926-7KQ4-M2HXP'] }),
})
const Drawing = {
  description: 'The drawing',
  content: { 'image/svg+xml': { schema: { type: 'string' } } },
} as unknown as TUnsafe<string>

/** For printed sheets: whoever holds the paper finds the matter's page with a phone. */
export function registerTicketQr(app: App, { database, settings }: Pick<Ports, 'database' | 'settings'>): void {
  const schema = read({
    operationId: 'showTicketQr',
    summary: 'The QR code that printed sheets of this ticket carry',
    tags: ['ticket'],
    params: NumberInPath,
    response: { 200: Drawing },
  })
  app.get('/api/v1/tickets/:number/qr', { schema }, async (request, reply) => {
    const number = numberIn(request.params)
    const ticket = await database.read(request.town.tenantId, tx => findTicket(tx, number))
    if (!ticket || !maySee(ticket, request.actor)) throw new Refusal('not_found')
    const origin = settings.publicUrl ?? `${request.protocol}://${request.host}`
    const drawn = await QRCode.toString(`${origin.replace(/\/$/, '')}/t/${ticket.number}`, { type: 'svg', margin: 2 })
    return reply.type('image/svg+xml').send(drawn)
  })
}
