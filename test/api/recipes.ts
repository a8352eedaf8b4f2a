import { activityRecipes } from './recipe/activities.ts'
import { emergencyRecipes } from './recipe/emergency.ts'
import { gettingStartedRecipes } from './recipe/getting-started.ts'
import { gridFileRecipes } from './recipe/grid-files.ts'
import { landmarkRecipes } from './recipe/landmarks.ts'
import { peopleRecipes } from './recipe/people.ts'
import { peopleImportRecipes } from './recipe/people-import.ts'
import { planRecipes } from './recipe/plans.ts'
import { postRecipes } from './recipe/posts.ts'
import { proposalRecipes } from './recipe/proposals.ts'
import type { Recipe } from './recipe/recipe.ts'
import { reportInRecipes } from './recipe/report-ins.ts'
import { ticketListRecipes } from './recipe/ticket-lists.ts'
import { ticketVerbRecipes } from './recipe/ticket-verbs.ts'
import { townRecipes } from './recipe/town.ts'
import { trainingRecipes } from './recipe/trainings.ts'
import { venueRecipes } from './recipe/venues.ts'

/** By operationId, how each operation of the OpenAPI document is brought to succeed. */
export const recipes: Readonly<Record<string, Recipe>> = {
  ...peopleRecipes,
  ...peopleImportRecipes,
  ...postRecipes,
  ...townRecipes,
  ...emergencyRecipes,
  ...trainingRecipes,
  ...reportInRecipes,
  ...activityRecipes,
  ...venueRecipes,
  ...gridFileRecipes,
  ...landmarkRecipes,
  ...planRecipes,
  ...proposalRecipes,
  ...gettingStartedRecipes,
  ...ticketListRecipes,
  ...ticketVerbRecipes,
}
