import type { ResourceLanguage } from 'i18next'

/** Every file of ./zh is a namespace of its own name; one chunk a language, loaded before the first view. */
const files = import.meta.glob<ResourceLanguage[string]>('./zh/*.json', { eager: true, import: 'default' })

export const words: ResourceLanguage = Object.fromEntries(
  Object.entries(files).map(([path, bundle]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), bundle]),
)
