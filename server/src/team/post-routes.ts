import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import * as shape from '@onegrid/domain/team/contract.ts'
import { PostEnd, PostEnded, PostEndMove, PostEndMoved } from '@onegrid/domain/team/posts-contract.ts'
import { Type } from 'typebox'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../http/document-tag.ts'
import { PageAnswer, pageOf } from '../http/paging.ts'
import { type App, read, write } from '../http/route.ts'
import { askingOf, type TeamPorts, todayOf } from './asking.ts'
import { readPosts } from './lists.ts'
import { endPost, movePostEnd } from './post-end.ts'
import { changePostKinds, explained, findPostKinds } from './post-kinds.ts'
import { givePost } from './posts.ts'

const tags = ['team']
const PostId = Type.Object({ postId: Type.String() })

/** Kinds of posts, and who holds them. */
export function registerPostRoutes(app: App, parts: TeamPorts): void {
  app.get(
    '/api/v1/post-kinds',
    {
      schema: read({
        operationId: 'listPostKinds',
        summary: "The town's own kinds of posts; its ETag goes into If-Match",
        tags,
        response: { 200: shape.PostKindsShape },
      }),
    },
    async (request, reply) => {
      demand(request.actor.kind === 'person', 'not_signed_in')
      const list = await parts.database.read(request.town.tenantId, findPostKinds)
      return sendDocument(request, reply, list.version, JSON.stringify(list))
    },
  )

  const change = withIfMatch(
    write({
      operationId: 'changePostKinds',
      summary: "The town's whole list of post kinds",
      tags,
      body: shape.PostKindsBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [4] }) }) },
    }),
  )
  app.put('/api/v1/post-kinds', { schema: change }, async (request, reply) => {
    const wanted = { version: matchedVersion(request), items: request.body.items }
    const { version } = await changePostKinds(parts, askingOf(request), wanted).catch(error =>
      Promise.reject(explained(error)),
    )
    reply.header('etag', tagOf(version))
    return { version }
  })

  app.get(
    '/api/v1/posts',
    {
      schema: read({
        operationId: 'listPosts',
        summary: 'Who holds which post',
        tags,
        querystring: shape.PostsQuery,
        response: { 200: PageAnswer(shape.PostShape) },
      }),
    },
    async request => {
      demandRight(request.actor, 'seeTeam')
      const today = todayOf(parts, request)
      return parts.database.read(request.town.tenantId, tx =>
        readPosts(tx, pageOf(request.query, ['number', 'uuid']), request.query, today),
      )
    },
  )

  app.post(
    '/api/v1/posts',
    {
      schema: write({
        operationId: 'givePost',
        summary: 'Give a person a post',
        tags,
        body: shape.NewPost,
        response: { 201: PostId },
      }),
    },
    async (request, reply) => reply.code(201).send(await givePost(parts, askingOf(request), request.body)),
  )

  app.post(
    '/api/v1/posts/:postId/end',
    {
      schema: write({
        operationId: 'endPost',
        summary: 'End a post',
        tags,
        params: shape.PostParams,
        body: PostEnd,
        response: { 200: PostEnded },
      }),
    },
    async request => endPost(parts, askingOf(request), request.params.postId, request.body),
  )

  app.post(
    '/api/v1/posts/:postId/move-end',
    {
      schema: write({
        operationId: 'movePostEnd',
        summary: 'Move the end of a post that still runs to another day, or take it back',
        tags,
        params: shape.PostParams,
        body: PostEndMove,
        response: { 200: PostEndMoved },
      }),
    },
    async request => movePostEnd(parts, askingOf(request), request.params.postId, request.body.lastDay),
  )
}
