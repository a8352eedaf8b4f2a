/** A town made for the cases of Boston: its zone, its categories as the data have them, two members of staff. */
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { Catalogue, Named } from '@onegrid/domain/ticket/catalogue.ts'
import { templates } from '@onegrid/domain/ticket/template/template.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { plantGrids } from '@onegrid/server/grid/commands.ts'
import { plantCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { addPerson, addTown } from './application.ts'
import { bostonZone, type Case } from './boston-cases.ts'
import { meshPlan } from './mesh.ts'

export type BostonTown = {
  readonly tenantId: string
  readonly code: string
  /** Accepts, dispatches, verifies and closes. */
  readonly centre: Actor & { readonly kind: 'person' }
  /** Acknowledges and completes for the unit. */
  readonly clerk: Actor & { readonly kind: 'person' }
  readonly unitId: string
  codeOf(category: string): string
}

export async function plantBoston(ports: Ports, cases: readonly Case[]): Promise<BostonTown> {
  const code = 'BOS'
  const tenantId = await addTown(ports, { code, name: 'Boston', zone: bostonZone })
  const categories = [...new Set(cases.map(each => each.category))].sort()
  const codeOf = (category: string) => `311${String(categories.indexOf(category) + 1).padStart(2, '0')}`
  const planted = await ports.database.write(tenantId, async tx => {
    const box = { west: -71.2, south: 42.22, east: -70.98, north: 42.4 }
    const plan = meshPlan({ code: '025025001', name: 'Boston', ...box, villages: [4, 4], groups: [3, 3] })
    const grids = await plantGrids(tx, ports.ids, plan, '2010-01-01')
    const entry = { commandId: 'plant', recordedAt: ports.clock.now(), actor: { kind: 'clock' } } as const
    await plantCatalogue(tx, ports, catalogueOf(cases, categories, codeOf), entry)
    return grids
  })
  const unitId = planted.units[0]!.unitId
  const large = planted.grids.find(grid => grid.level === 'large')!.gridId
  return {
    tenantId,
    code,
    unitId,
    codeOf,
    centre: await addPerson(ports, tenantId, 'Centre', { role: 'centre', gridId: large }),
    clerk: await addPerson(ports, tenantId, 'Clerk', { role: 'unit_clerk', unitId }),
  }
}

/**
 * The source promises nothing for a case without a target, and this product always promises something: fifteen years of
 * working days say "no date" and lie beyond everything that the data know, the last of them in 2022.
 */
const noTarget = { amount: 4000, unit: 'working_day' } as const

function catalogueOf(
  cases: readonly Case[],
  categories: readonly string[],
  codeOf: (category: string) => string,
): Catalogue {
  const same = (text: string): Named => ({ zh: text, en: text })
  const departments = [...new Set(cases.map(each => each.department))].sort()
  const departmentCode = (name: string) => `31${departments.indexOf(name) + 1}`
  const departmentOf = (category: string) => cases.find(each => each.category === category)?.department ?? ''
  const { village } = templates
  return {
    ...village,
    needs: [],
    // The source's due date is the promise itself here; by default the product promises one working day less.
    limits: { ...village.limits, ordinary: noTarget, dayBeforeForeign: false },
    categories: departments.map(name => ({
      code: departmentCode(name),
      name: same(name),
      villageWord: { zh: '求助', en: 'Help' },
    })),
    subcategories: categories.map(category => ({
      code: codeOf(category),
      category: departmentCode(departmentOf(category)),
      name: same(category),
      anonymousAllowed: true,
      confidentiality: 'open',
      orderAllowed: false,
      villageMayHandle: true,
      level: 'large',
      duplicates: { by: 'distance', metres: 50, days: 30 },
      conditions: [
        { code: 'usual', name: same('As the source'), limit: noTarget, urgency: 'ordinary', closing: same('Done') },
      ],
    })),
  }
}
