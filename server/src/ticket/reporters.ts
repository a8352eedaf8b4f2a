import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import type { Ports } from '../app.ts'
import { registerResident } from '../team/residents.ts'

type Resident = { readonly phone: string; readonly name?: string }
type Waiting = {
  readonly resident: Resident
  readonly done: (personId: string) => void
  readonly failed: (error: unknown) => void
}

/** As many as one batch of reports has. */
const mostAtOnce = 64

/**
 * The persons behind the phone numbers of reports. Those that are asked for at the same moment share a transaction, as their
 * reports will; the person stays also where the report is refused afterwards, as a resident without any matter.
 */
export class Reporters {
  readonly #ports: Ports
  readonly #queues = new Map<string, Waiting[]>()

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** @throws Refusal phone_invalid, before anybody else's number is touched */
  async personOf(tenantId: string, resident: Resident): Promise<string> {
    phoneFrom(resident.phone)
    return new Promise((done, failed) => {
      const waiting = { resident, done, failed }
      const queue = this.#queues.get(tenantId)
      if (queue) {
        queue.push(waiting)
        return
      }
      const own = [waiting]
      this.#queues.set(tenantId, own)
      void this.#drain(tenantId, own)
    })
  }

  /** One transaction at a time: two that register the same numbers in another order would wait for each other. */
  async #drain(tenantId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) await this.#register(tenantId, queue.splice(0, mostAtOnce))
    this.#queues.delete(tenantId)
  }

  async #register(tenantId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const people = await this.#ports.database.write(tenantId, tx =>
        Promise.all(batch.map(each => registerResident(tx, this.#ports, each.resident))),
      )
      for (const [index, each] of batch.entries()) each.done(people[index]!)
    } catch (error) {
      const [only] = batch
      if (batch.length === 1) only?.failed(error)
      else for (const each of batch) await this.#register(tenantId, [each])
    }
  }
}
