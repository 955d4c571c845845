import MiniSearch from 'minisearch'

/**
 * @typedef {{ id: string, page: string, heading: string, text: string, words?: string }} Section
 * @typedef {{ id: string, terms: readonly string[] }} Found
 */

/** Words of a question that say nothing of what is asked. */
const fillers = new Set(
  'a all am an and are at can do does for how i in is it me my of the there to what where why'.split(' '),
)

/**
 * Finds sections by what somebody types, the best first.
 *
 * @param {readonly Section[]} sections
 * @returns {(words: string) => readonly Found[]}
 */
export const createSearch = (sections) => {
  /** @type {MiniSearch<Section>} */
  const index = new MiniSearch({
    fields: ['heading', 'page', 'text', 'words'],
    // Names as one types them: `data-collector`, `--trust-proxy`, `rv-userID`.
    tokenize: (text) => text.split(/[\s\p{Z}()[\]{}'"`<>|=,;:/.]+/u).filter(Boolean),
    processTerm: (term) => term.toLowerCase().replace(/^-+|-+$/g, '') || null,
    // A slip of the finger is in a long word: of a short one, another letter makes another word.
    searchOptions: {
      prefix: true,
      fuzzy: (term) => term.length > 5 && 0.15,
      boost: { words: 16, heading: 4, page: 2 },
      // What has changed is seldom what is asked.
      boostDocument: (id) => (String(id).startsWith('CHANGELOG') ? 0.1 : 1),
    },
  })
  index.addAll(sections)
  return (words) => {
    const telling = words.split(/\s+/).filter((word) => !fillers.has(word.toLowerCase()))
    const asked = telling.join(' ') || words
    const all = index.search(asked, { combineWith: 'AND' })
    // Where nothing has all the words, what has most of them may help.
    return all.length > 0 ? all : index.search(asked, { combineWith: 'OR' })
  }
}
