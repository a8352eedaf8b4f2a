/**
 * Sends one photo so that a weak network only delays it (tus 1.0): what has arrived stays, the rest follows. For the public
 * pages and the staff's apps alike; plain enough for the browsers of 2017.
 */
export type PhotoFault = { readonly code: string; readonly text: string; readonly remedy: string }
export type Sending = { readonly done: Promise<string>; cancel(): void }

const address = '/api/v1/photos'
/** Milliseconds between tries; when the last has failed the person decides. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * One photo after the other: on a weak line the first arrives instead of all failing together, and the first answer brings
 * the cookie by which this browser owns the others too.
 */
let before: Promise<unknown> = Promise.resolve()

/** `done` gives the photo's id for the command, or fails with a PhotoFault. */
export function sendPhoto(file: Blob, onProgress: (share: number) => void = () => undefined): Sending {
  let current: XMLHttpRequest | undefined
  let cancelled = false
  let failures = 0
  let wake: () => void = () => undefined

  function ask(method: string, url: string, headers: { readonly [name: string]: string }, body?: Blob, offset = 0) {
    return new Promise<XMLHttpRequest>((resolve, reject) => {
      const request = new XMLHttpRequest()
      current = request
      request.open(method, url)
      request.setRequestHeader('Tus-Resumable', '1.0.0')
      for (const name of Object.keys(headers)) request.setRequestHeader(name, headers[name]!)
      request.upload.onprogress = event => onProgress((offset + event.loaded) / file.size)
      request.onload = () => resolve(request)
      request.onerror = request.onabort = request.ontimeout = () => reject(faultOf(request))
      request.send(body)
    })
  }

  /** Again and again while the network is at fault; a refusal of the server stands. */
  async function patiently(work: () => Promise<XMLHttpRequest>): Promise<XMLHttpRequest> {
    for (;;) {
      let answer: XMLHttpRequest | undefined
      if (cancelled) throw { code: 'cancelled', text: '', remedy: '' } satisfies PhotoFault
      try {
        answer = await work()
      } catch (_) {
        // no line: the pause below
      }
      if (answer !== undefined && answer.status < 500 && answer.status !== 429) return answer
      const pause = pauses[failures]
      if (pause === undefined) throw faultOf(answer)
      failures += 1
      await new Promise<void>(resolve => {
        wake = resolve
        setTimeout(resolve, pause)
      })
    }
  }

  async function send(): Promise<string> {
    const begun = await patiently(() => ask('POST', address, { 'Upload-Length': String(file.size) }))
    if (begun.status !== 201) throw faultOf(begun)
    const place = begun.getResponseHeader('Location') || ''
    let offset = 0
    for (;;) {
      const from = offset
      const headers = { 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' }
      let sent: XMLHttpRequest | undefined
      try {
        sent = await ask('PATCH', place, headers, file.slice(from), from)
      } catch (_) {
        // torn: ask below how much has arrived
      }
      if (sent !== undefined && sent.status === 204) offset = Number(sent.getResponseHeader('Upload-Offset'))
      else if (sent !== undefined && sent.status < 500 && sent.status !== 409 && sent.status !== 429)
        throw faultOf(sent)
      else {
        const asked = await patiently(() => ask('HEAD', place, {}))
        if (asked.status !== 200) throw faultOf(asked)
        offset = Number(asked.getResponseHeader('Upload-Offset'))
      }
      if (offset > from) failures = 0
      else if (failures++ >= pauses.length) throw faultOf(sent)
      onProgress(offset / file.size)
      if (offset >= file.size) return place.slice(place.lastIndexOf('/') + 1)
    }
  }

  const done = before.then(send)
  before = done.catch(() => undefined)
  return {
    done,
    cancel() {
      cancelled = true
      if (current !== undefined) current.abort()
      wake()
    },
  }
}

/** Takes back a photo that no ticket has; if that fails, the server's sweep takes it within a day. */
export function withdrawPhoto(photoId: string): void {
  const request = new XMLHttpRequest()
  request.open('DELETE', `${address}/${photoId}`)
  request.setRequestHeader('Tus-Resumable', '1.0.0')
  request.send()
}

export function thumbnailOf(photoId: string): string {
  return `${address}/${photoId}/thumbnail`
}

function faultOf(answer: XMLHttpRequest | undefined): PhotoFault {
  try {
    const problem = JSON.parse(answer === undefined ? '' : answer.responseText)
    return { code: String(problem.code), text: String(problem.detail), remedy: String(problem.remedy) }
  } catch (_) {
    return { code: 'offline', text: '', remedy: '' }
  }
}
