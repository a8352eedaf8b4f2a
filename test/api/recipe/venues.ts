import { officeHours } from '@onegrid/domain/grid/venue/decide.ts'
import { asked, type Recipes, type Stage } from './recipe.ts'

const venue = ({ town }: Stage, name: string) => ({
  kind: 'heart_room',
  name,
  gridId: town.group.gridId,
  hours: officeHours,
  doings: ['议事'],
  public: true,
})

async function opened(stage: Stage): Promise<string> {
  const { story, town } = stage
  return String((await story.post(town.administrator, '/api/v1/venues', venue(stage, '连心室')))['venueId'])
}

export const venueRecipes: Recipes = {
  listVenues: asked(town => town.visitor, { query: { limit: '5' } }, 'public'),
  showVenue: {
    serves: 'public',
    ready: async stage => ({ by: stage.town.visitor, params: { venueId: await opened(stage) } }),
  },
  showVenueQr: {
    serves: 'public',
    ready: async stage => ({ by: stage.town.visitor, params: { venueId: await opened(stage) } }),
  },
  createVenue: { ready: stage => ({ by: stage.town.administrator, body: venue(stage, '集言亭') }) },
  editVenue: {
    ready: async stage => ({
      by: stage.town.administrator,
      params: { venueId: await opened(stage) },
      headers: { 'if-match': '"1"' },
      body: venue(stage, '碧塘连心室'),
    }),
  },
  closeVenue: {
    ready: async stage => ({ by: stage.town.administrator, params: { venueId: await opened(stage) } }),
  },
}
