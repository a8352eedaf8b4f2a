/** Places named in a sentence, so that what is near can be shown while it is still being typed. */
import type { Grid, Landmark } from './grid.ts'

type Named = Pick<Grid, 'gridId' | 'level' | 'name' | 'localNames'> & { readonly parentId?: string }

/** 大榕树 stands in every village: a name that fits more groups than these says nothing about where. */
const mostGroups = 6
const endings = /(村|社区|居委会|村委会)$/

/**
 * The small grids that the sentence names, by their local names and landmarks; failing these the villages it names; none
 * where it names no place, or one that could be anywhere. A group's number (第三村民小组) counts only beside its village.
 */
export function gridsSaid(
  sentence: string,
  grids: readonly Named[],
  landmarks: readonly Pick<Landmark, 'gridId' | 'name'>[],
): readonly string[] {
  const text = sentence.normalize('NFKC')
  const says = (name: string) => name.length >= 2 && text.includes(name)
  const villages = grids.filter(
    grid => grid.level === 'medium' && [grid.name, grid.name.replace(endings, ''), ...grid.localNames].some(says),
  )
  const inVillages = (gridId: string) =>
    villages.some(village => grids.some(grid => grid.gridId === gridId && grid.parentId === village.gridId))
  const local = grids.filter(grid => grid.level === 'small' && grid.localNames.some(says)).map(grid => grid.gridId)
  const numbered = grids
    .filter(grid => grid.level === 'small' && says(grid.name) && inVillages(grid.gridId))
    .map(grid => grid.gridId)
  const marked = landmarks.filter(landmark => says(landmark.name)).map(landmark => landmark.gridId)
  const groups = [...new Set([...local, ...numbered, ...marked])]
  const within = villages.length === 0 ? groups : groups.filter(inVillages)
  if (within.length > 0 && within.length <= mostGroups) return within
  if (villages.length > 0) return villages.map(village => village.gridId)
  return groups.length <= mostGroups ? groups : []
}
