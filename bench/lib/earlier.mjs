import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The `dist` of another checkout, from the repository's root, by the environment's `BESIDE`. */
const dist = process.env.BESIDE && resolve(root, process.env.BESIDE)
if (dist && !existsSync(`${dist}/esm/index.js`))
  throw Error(`BESIDE: ${dist} is no dist: it has no esm/index.js`)

/** What an earlier build's rows are called. */
export const earlierName = (name) => `${name}, earlier`

/** Each of ours twice, the second time as the build that `BESIDE` names, where there is one. */
export const withEarlier = (subjects) =>
  dist
    ? subjects.flatMap((subject) =>
        subject.isOurs ? [subject, { ...subject, name: earlierName(subject.name), dist }] : [subject],
      )
    : subjects
