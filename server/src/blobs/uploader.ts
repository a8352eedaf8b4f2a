import { personOf } from '@onegrid/domain/kernel/actor.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ids } from '../ids.ts'
import { type Uploader, unclaimedHours } from './store.ts'

const cookieName = 'onegrid_upload'
const secretForm = /^[A-Za-z0-9_-]{43}$/

/** The secret by which a person without an account owns what he has just uploaded; only its digest is kept. */
export function uploadSecretOf(request: FastifyRequest): string | undefined {
  const value = request.cookies[cookieName]
  return value !== undefined && secretForm.test(value) ? value : undefined
}

/** Who uploads, as the ticket's command names him: `claimPhotos(tx, { ...uploaderOf(request), photoIds, ticketId })`. */
export function uploaderOf(request: FastifyRequest): Uploader {
  return { actor: request.actor, uploadSecret: uploadSecretOf(request) }
}

/** As uploaderOf, and gives a secret to whoever is no known person and has none. */
export function holdUploadSecret(ports: { ids: Ids }, request: FastifyRequest, reply: FastifyReply): Uploader {
  const known = uploaderOf(request)
  if (personOf(request.actor) !== undefined || known.uploadSecret !== undefined) return known
  const uploadSecret = ports.ids.secret()
  reply.setCookie(cookieName, uploadSecret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: unclaimedHours * 3600,
  })
  return { ...known, uploadSecret }
}
