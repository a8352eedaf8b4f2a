import { asked, type Recipes, type Stage } from './recipe.ts'

const tagOf = async ({ county, town }: Stage, url: string): Promise<string> =>
  String((await county.send(town.administrator, { method: 'GET', url })).headers['etag'])

/** Kinds of posts, and what hangs on posts. */
export const postRecipes: Recipes = {
  listPostKinds: asked(town => town.worker),
  changePostKinds: {
    ready: async stage => {
      const { items } = await stage.story.get<{ items: object[] }>(stage.town.administrator, '/api/v1/post-kinds')
      return {
        by: stage.town.administrator,
        headers: { 'if-match': await tagOf(stage, '/api/v1/post-kinds') },
        body: { items },
      }
    },
  },
}
