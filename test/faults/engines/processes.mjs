import { readdirSync, readFileSync } from 'node:fs'

const read = (/** @type {string} */ file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // It ended meanwhile.
  }
}

/** Of `pid (name) state parent …`, where the name may hold anything. */
const parentOf = (/** @type {string} */ pid) =>
  Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1])

/**
 * The processes that one of ours started, and those that they did, from Linux's own list.
 *
 * @param {number} root
 * @param {RegExp} [pattern] - only those whose command line it fits
 * @returns {number[]}
 */
export const descendants = (root, pattern = /^/) => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), parent: parentOf(pid) }))
  const found = [root]
  for (const above of found) found.push(...all.filter(({ parent }) => parent === above).map(({ pid }) => pid))
  return found.slice(1).filter((pid) => pattern.test(read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')))
}

/** Ends processes without a chance to do anything. They may have ended already. */
export const killNow = (/** @type {readonly number[]} */ pids) => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {}
  }
}
