import { Labelled } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import { groupsOf, useGridTree, villagesIn } from './team.ts'

export type GroupDraft = {
  readonly key: string
  readonly partyGroupId?: string
  readonly name: string
  readonly leader?: Chosen
  readonly gridIds: readonly string[]
  readonly from?: string
}

export function PartyGroupForm({
  group,
  others,
  change,
  remove,
}: {
  group: GroupDraft
  others: readonly GroupDraft[]
  change(next: GroupDraft): void
  remove(): void
}) {
  const { t } = useWords()
  const grids = useGridTree()
  const mine = new Set(group.gridIds)
  const ownerOf = (gridId: string) => others.find(each => each.gridIds.includes(gridId))
  const home = villagesIn(grids).find(village => groupsOf(grids, village.gridId).some(each => mine.has(each.gridId)))
  const toggle = (gridId: string) =>
    change({
      ...group,
      gridIds: mine.has(gridId) ? group.gridIds.filter(each => each !== gridId) : [...group.gridIds, gridId],
    })
  return (
    <>
      <div className="admin-pair">
        <Labelled label={t('posts:party.name')}>
          {ties => (
            <input
              {...ties}
              className="input"
              value={group.name}
              maxLength={40}
              onChange={event => change({ ...group, name: event.target.value })}
            />
          )}
        </Labelled>
        <div>
          <PersonField
            label={t('posts:party.leader')}
            value={group.leader}
            choose={leader => {
              const { leader: _, ...rest } = group
              change(leader === undefined ? rest : { ...rest, leader })
            }}
          />
        </div>
      </div>
      <fieldset className="posts-members">
        <legend>{t('posts:party.members')}</legend>
        {villagesIn(grids).map(village => {
          const groups = groupsOf(grids, village.gridId)
          const count = groups.filter(each => mine.has(each.gridId)).length
          return (
            <details key={village.gridId} open={village === home}>
              <summary>
                {village.name}
                {count === 0 ? null : <span className="soft"> · {t('posts:party.grids', { count })}</span>}
              </summary>
              <ul className="posts-boxes">
                {groups.map(each => {
                  const owner = ownerOf(each.gridId)
                  return (
                    <li key={each.gridId}>
                      <label className="check-line">
                        <input
                          type="checkbox"
                          checked={mine.has(each.gridId)}
                          disabled={owner !== undefined}
                          onChange={() => toggle(each.gridId)}
                        />
                        {[each.name, ...each.localNames].join(' · ')}
                        {owner === undefined ? null : <span className="faint">{owner.name}</span>}
                      </label>
                    </li>
                  )
                })}
              </ul>
            </details>
          )
        })}
      </fieldset>
      <div>
        <button type="button" className="button button-quiet" onClick={remove}>
          {t('posts:party.remove')}
        </button>
      </div>
    </>
  )
}
