/**
 * One kept-alive HTTP/1.1 connection, one request at a time, written by hand: the machine's two cores belong to the product
 * that is measured, and a full client would take a good part of one.
 */
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly body: string }

type Waiting = { readonly done: (answer: Answer) => void; readonly failed: (error: Error) => void }

export class Connection {
  readonly #socket: Socket
  readonly #host: string
  #read: Buffer = Buffer.alloc(0)
  #waiting: Waiting | undefined
  #broken: Error | undefined

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.setNoDelay(true)
    socket.on('data', (part: Buffer) => this.#take(part))
    const end = (error?: Error) => this.#fail(error ?? new Error('the connection was closed'))
    socket.on('error', end)
    socket.on('close', () => end())
  }

  static open(port: number): Promise<Connection> {
    return new Promise((done, failed) => {
      const socket = connect({ port, host: '127.0.0.1' })
      socket.once('error', failed)
      socket.once('connect', () => {
        socket.removeListener('error', failed)
        done(new Connection(socket, `127.0.0.1:${port}`))
      })
    })
  }

  send(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: object): Promise<Answer> {
    if (this.#broken) return Promise.reject(this.#broken)
    const text = body === undefined ? '' : JSON.stringify(body)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const content =
      body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
    this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${lines.join('')}${content}\r\n${text}`)
    return new Promise((done, failed) => {
      this.#waiting = { done, failed }
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(part: Buffer): void {
    this.#read = this.#read.length === 0 ? part : Buffer.concat([this.#read, part])
    const head = this.#read.indexOf('\r\n\r\n')
    if (head < 0) return
    const top = this.#read.toString('latin1', 0, head)
    const length = /content-length: (\d+)/i.exec(top)?.[1]
    if (length === undefined) {
      this.#takeChunks(top, head + 4)
      return
    }
    const end = head + 4 + Number(length)
    if (this.#read.length >= end) this.#answer(top, this.#read.toString('utf8', head + 4, end), end)
  }

  /** Long answers come without a length. */
  #takeChunks(top: string, from: number): void {
    const parts: Buffer[] = []
    for (let at = from; ; ) {
      const line = this.#read.indexOf('\r\n', at)
      if (line < 0) return
      const size = Number.parseInt(this.#read.toString('latin1', at, line), 16)
      const end = line + 2 + size + 2
      if (this.#read.length < end) return
      if (size === 0) {
        this.#answer(top, Buffer.concat(parts).toString('utf8'), end)
        return
      }
      parts.push(this.#read.subarray(line + 2, end - 2))
      at = end
    }
  }

  #answer(top: string, body: string, end: number): void {
    this.#read = this.#read.subarray(end)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.done({ status: Number(top.slice(9, 12)), body })
  }

  #fail(error: Error): void {
    this.#broken ??= error
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.failed(this.#broken)
  }
}
