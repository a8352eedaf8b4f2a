import { asked, type Recipes } from './recipe.ts'

/** The town's list of landmarks as a document; the public, paged list stands with the town. */
export const landmarkRecipes: Recipes = {
  showLandmarkList: asked(town => town.worker),
  changeLandmarks: {
    ready: async ({ county, town }) => {
      const list = await county.send(town.administrator, { method: 'GET', url: '/api/v1/landmarks/all' })
      return {
        by: town.administrator,
        headers: { 'if-match': String(list.headers['etag']) },
        body: {
          items: [{ kind: 'tree', name: '渡头老榕', lon: 112.2831042, lat: 22.7204118, gridId: town.group.gridId }],
        },
      }
    },
  },
}
