import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyRequest } from 'fastify'

/** Shorter ones are guessed; such a file lets nobody in. */
const shortest = 16

/**
 * A collector on another machine shows `Authorization: Bearer …` with what the file `metrics-token` of the data folder holds.
 * A file and not a setting: it is read at each call, so a new token needs no restart and stands in no list of processes.
 */
export async function showsMetricsToken(request: FastifyRequest, dataFolder: string): Promise<boolean> {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined) return false
  const kept = await readFile(path.join(dataFolder, 'metrics-token'), 'utf8').catch(() => '')
  const wanted = kept.trim()
  return wanted.length >= shortest && timingSafeEqual(digestOf(given), digestOf(wanted))
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
