import { asked, type Recipes } from './recipe.ts'

/** The first steps of a town, and its tables to fill in. */
export const gettingStartedRecipes: Recipes = {
  showGettingStarted: asked(town => town.administrator),
  putGettingStartedAway: asked(town => town.administrator, { body: { away: true } }),
  showTemplate: asked(town => town.administrator, { params: { template: 'people' } }),
}
