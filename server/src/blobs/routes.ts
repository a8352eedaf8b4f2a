import multipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type TUnsafe, Type } from 'typebox'
import type { Tx } from '../database/database.ts'
import { limited } from '../http/limits.ts'
import { type App, read, Uuid } from '../http/route.ts'
import { findPhoto, ownsPhoto, type Photo, type PhotoPorts } from './store.ts'
import { beginUpload, continueUpload, endUpload, expiryOf, finishUpload, ownUpload } from './upload.ts'
import { holdUploadSecret, uploaderOf } from './uploader.ts'
import { maxUploadBytes } from './workshop.ts'

/**
 * The ticket slice's word on a photo that a ticket has: nobody (false), this person (true), or everybody ('public': it was
 * released, so caches may keep it). Before that, and without this function, only the uploader sees a photo.
 */
export type MayViewPhoto = (
  tx: Tx,
  photo: Photo,
  actor: Actor,
  request: FastifyRequest,
) => boolean | 'public' | Promise<boolean | 'public'>

const onlyTheUploader: MayViewPhoto = (_tx, photo, _actor, request) => ownsPhoto(photo, uploaderOf(request))

const tusVersion = '1.0.0'
const offsetType = 'application/offset+octet-stream'
const tags = ['photo']
const PhotoPath = Type.Object({ photoId: Uuid })
const Bytes = (description: string) => Type.String({ pattern: '^\\d{1,15}$', description, examples: ['348112'] })
const TusVersion = Type.Optional(Type.String({ description: 'tus protocol, 1.0.0', examples: [tusVersion] }))

/** By media type: in the plain form the document would promise JSON. */
const Picture = {
  description: 'The picture',
  content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
} as unknown as TUnsafe<Buffer>

export async function registerPhotoRoutes(
  app: App,
  ports: PhotoPorts,
  mayViewPhoto: MayViewPhoto = onlyTheUploader,
): Promise<void> {
  // For receivePhotos: the forms of other slices. It only marks the request, nothing is read before the route asks.
  if (!app.hasContentTypeParser('multipart/form-data')) await app.register(multipart, { throwFileSizeLimit: false })
  servePhotos(app, ports, mayViewPhoto)
  await app.register(async inner => takeUploads(inner.withTypeProvider<TypeBoxTypeProvider>(), ports))
}

/** tus 1.0: creation, termination, expiration. */
function takeUploads(app: App, ports: PhotoPorts): void {
  const config = { ...limited(app, 'upload').config, withoutCommandId: true }
  // The bytes stay a stream; `request.body` stays empty, or the checks of bodies would walk through it.
  app.addContentTypeParser(offsetType, (_request, _payload, done) => done(null, undefined))
  app.addHook('onRequest', async (request, reply) => {
    reply.header('tus-resumable', tusVersion)
    if (request.method !== 'OPTIONS' && request.headers['tus-resumable'] !== tusVersion) {
      reply.header('tus-version', tusVersion)
      throw new Refusal('upload_protocol_unknown', { pointer: 'header tus-resumable', expected: tusVersion })
    }
  })

  app.options('/api/v1/photos', { config, schema: { hide: true } }, async (_request, reply) =>
    reply
      .code(204)
      .headers({
        'tus-version': tusVersion,
        'tus-extension': 'creation,termination,expiration',
        'tus-max-size': String(maxUploadBytes),
      })
      .send(),
  )

  app.post(
    '/api/v1/photos',
    {
      config,
      schema: read({
        operationId: 'beginPhotoUpload',
        summary: 'Announce the upload of one photo (tus 1.0, creation); Location names its id',
        tags,
        headers: Type.Object({
          'tus-resumable': TusVersion,
          'upload-length': Bytes('Bytes of the photo, 10 MB at most'),
        }),
        response: { 201: Type.Null({ description: 'Location: /api/v1/photos/{photoId}' }) },
      }),
    },
    async (request, reply) => {
      const uploader = holdUploadSecret(ports, request, reply)
      const length = Number(request.headers['upload-length'])
      const begun = await beginUpload(ports, request.town.tenantId, uploader, length)
      return reply
        .code(201)
        .headers({ location: `/api/v1/photos/${begun.photoId}`, ...expires(begun) })
        .send(null)
    },
  )

  app.head(
    '/api/v1/photos/:photoId',
    {
      config,
      schema: read({
        operationId: 'askPhotoUpload',
        summary: 'How much of an upload has arrived',
        tags,
        params: PhotoPath,
      }),
    },
    async (request, reply) => {
      const { tenantId } = request.town
      const photo = await ownUpload(ports, tenantId, uploaderOf(request), request.params.photoId)
      if (photo.state === 'uploading' && photo.receivedBytes === photo.uploadBytes)
        await finishUpload(ports, tenantId, photo.photoId)
      return reply
        .headers({
          'upload-offset': String(photo.receivedBytes),
          'upload-length': String(photo.uploadBytes),
          ...(photo.state === 'uploading' ? expires(photo) : {}),
        })
        .send(null)
    },
  )

  app.patch(
    '/api/v1/photos/:photoId',
    {
      config,
      bodyLimit: maxUploadBytes,
      schema: read({
        operationId: 'continuePhotoUpload',
        summary: 'Send the next bytes of an upload; with the last byte the photo is checked and kept',
        description: `Content-Type: ${offsetType}. 409 where Upload-Offset is not where the upload stands: ask with HEAD and go on from there.`,
        tags,
        params: PhotoPath,
        headers: Type.Object({ 'tus-resumable': TusVersion, 'upload-offset': Bytes('Where these bytes begin') }),
        response: { 204: Type.Null({ description: 'Upload-Offset: where the next bytes begin' }) },
      }),
    },
    async (request, reply) => {
      if (request.headers['content-type']?.split(';')[0]?.trim() !== offsetType)
        throw new Refusal('field_invalid', { pointer: 'header content-type', expected: offsetType })
      const { tenantId } = request.town
      const photo = await ownUpload(ports, tenantId, uploaderOf(request), request.params.photoId)
      // A refusal may come before the body was read: what is still under way must not be taken for the next request.
      reply.header('connection', 'close')
      const offset = await continueUpload(ports, tenantId, photo, Number(request.headers['upload-offset']), request.raw)
      reply.removeHeader('connection')
      return reply
        .code(204)
        .headers({ 'upload-offset': String(offset), ...expires(photo) })
        .send(null)
    },
  )

  app.delete(
    '/api/v1/photos/:photoId',
    {
      config,
      schema: read({
        operationId: 'endPhotoUpload',
        summary: 'Take back a photo that no ticket has yet',
        tags,
        params: PhotoPath,
        headers: Type.Object({ 'tus-resumable': TusVersion }),
        response: { 204: Type.Null() },
      }),
    },
    async (request, reply) => {
      const { tenantId } = request.town
      await endUpload(ports, tenantId, await ownUpload(ports, tenantId, uploaderOf(request), request.params.photoId))
      return reply.code(204).send(null)
    },
  )
}

function servePhotos(app: App, ports: PhotoPorts, mayViewPhoto: MayViewPhoto): void {
  for (const [path, operationId, of] of [
    ['/api/v1/photos/:photoId', 'viewPhoto', 'photo'],
    ['/api/v1/photos/:photoId/thumbnail', 'viewPhotoThumbnail', 'thumbnail'],
  ] as const) {
    const summary = of === 'photo' ? 'A photo, at most 2000 pixels wide and high' : 'A photo at 320 pixels'
    app.get(
      path,
      {
        exposeHeadRoute: false,
        schema: read({ operationId, summary, tags, params: PhotoPath, response: { 200: Picture } }),
      },
      async (request, reply) => sendPhoto(ports, mayViewPhoto, request, reply, request.params.photoId, of),
    )
  }
}

async function sendPhoto(
  ports: PhotoPorts,
  mayViewPhoto: MayViewPhoto,
  request: FastifyRequest,
  reply: FastifyReply,
  photoId: string,
  of: 'photo' | 'thumbnail',
): Promise<FastifyReply> {
  const { tenantId } = request.town
  const { photo, allowed } = await ports.database.read(tenantId, async tx => {
    const found = await findPhoto(tx, photoId)
    if (found?.state === 'ready') return { photo: found, allowed: ownsPhoto(found, uploaderOf(request)) }
    if (found?.state === 'used') return { photo: found, allowed: await mayViewPhoto(tx, found, request.actor, request) }
    return { photo: undefined, allowed: false }
  })
  const sha256 = of === 'photo' ? photo?.sha256 : photo?.thumbnailSha256
  // Whether a photo exists that one may not see is nobody's business either.
  if (photo === undefined || allowed === false || !sha256) throw new Refusal('not_found', { what: 'photo' })
  const entityTag = `"${sha256}"`
  reply.headers({
    // A week: a photo whose release is withdrawn, or that is erased by law, must leave the caches too.
    'cache-control': allowed === 'public' ? 'public, max-age=604800' : 'private, no-cache',
    etag: entityTag,
    'content-disposition': `inline; filename="${photoId}${of === 'photo' ? '' : '-thumbnail'}.jpg"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  if (allowed !== 'public') reply.header('vary', 'cookie')
  if (request.headers['if-none-match'] === entityTag) return reply.code(304).send()
  const bytes = await ports.blobs.get(tenantId, sha256)
  if (bytes === undefined) throw new Error(`The file ${sha256} of photo ${photoId} is missing.`)
  return reply.type(photo.mediaType ?? 'image/jpeg').send(bytes)
}

function expires(photo: { readonly createdAt: string }): { 'upload-expires': string } {
  return { 'upload-expires': expiryOf(photo).toUTCString() }
}
