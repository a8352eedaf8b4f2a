import type { Division } from '@onegrid/domain/grid/division/division.ts'

/** What was changed and not saved yet, kept in this browser over a reload, the back key and a cut line. */
export type PlanDraft = {
  readonly planId: string
  /** Whose it is: one machine of the centre may serve several people. */
  readonly personId: string
  /** The version that was opened and changed. */
  readonly version: number
  readonly division: Division
  readonly keptAt: string
}

const store = 'draft'

function openStore(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asking = indexedDB.open('onegrid.plans', 1)
    asking.onupgradeneeded = () => asking.result.createObjectStore(store)
    asking.onsuccess = () => done(asking.result)
    asking.onerror = () => failed(asking.error)
  })
}

async function within<T>(mode: IDBTransactionMode, work: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openStore()
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(store, mode)
      const asking = work(transaction.objectStore(store))
      transaction.oncomplete = () => done(asking.result)
      transaction.onerror = transaction.onabort = () => failed(transaction.error)
    })
  } finally {
    database.close()
  }
}

const nameOf = (personId: string, planId: string) => `${personId} ${planId}`

/** Where storage is switched off nothing is kept, and the screen says so. */
export async function keepDraft(draft: PlanDraft): Promise<boolean> {
  try {
    await within('readwrite', drafts => drafts.put(draft, nameOf(draft.personId, draft.planId)))
    return true
  } catch {
    return false
  }
}

export async function findDraft(personId: string, planId: string): Promise<PlanDraft | undefined> {
  try {
    return await within<PlanDraft | undefined>('readonly', drafts => drafts.get(nameOf(personId, planId)))
  } catch {
    return undefined
  }
}

export async function forgetDraft(personId: string, planId: string): Promise<void> {
  await within('readwrite', drafts => drafts.delete(nameOf(personId, planId))).catch(() => undefined)
}
