import { articles } from './articles.js'
import { kept } from './kept.js'

const isId = (id) => articles.some((article) => article.id === id)

/** The ids of articles that were put aside, the first first. */
export const readingList = kept('slack-water.list', [], (ids) => Array.isArray(ids) && ids.every(isId))
