/** Inside another step its lines stand below that one's. */
const margin = process.argv.includes('--inside') ? '      ' : ''

const say = (/** @type {string} */ text) => process.stdout.write(`${margin}${text}\n`)

/**
 * Does one part of something long: named when it begins, so that nobody waits without a word, and timed when it is done.
 *
 * @param {string} what
 * @param {() => void} work
 */
export const step = (what, work) => {
  say(`${what} …`)
  const began = Date.now()
  work()
  say(`  done after ${Math.round((Date.now() - began) / 1000)} s`)
}
