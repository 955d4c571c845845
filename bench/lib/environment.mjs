import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** Version of an installed package: a dependency of the bench, or of the whole repository. */
const version = (name) => {
  for (const folder of ['..', '../..']) {
    try {
      return JSON.parse(
        readFileSync(new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url), 'utf8'),
      ).version
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
    }
  }
  return '(not installed)'
}

/** Says when, where and with what a part was measured. */
export const environment = (packages, browser = '') => ({
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: {
    Node: process.versions.node,
    ...(browser && { Chromium: browser }),
    ...Object.fromEntries(packages.map((name) => [name, version(name)])),
  },
})
