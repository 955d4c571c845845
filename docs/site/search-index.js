import MiniSearch from 'minisearch'

/**
 * @typedef {{ id: string, page: string, heading: string, text: string, words?: string }} Section
 * @typedef {{ id: string, terms: readonly string[] }} Found
 */

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
    },
  })
  index.addAll(sections)
  return (words) => {
    const all = index.search(words, { combineWith: 'AND' })
    // Where nothing has all the words, what has most of them may help.
    return all.length > 0 ? all : index.search(words, { combineWith: 'OR' })
  }
}
