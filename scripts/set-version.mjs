// `node scripts/set-version.mjs 0.2.0`: gives what is unreleased in the changelog this version and today's date, and both packages it.
import { readFileSync, writeFileSync } from 'node:fs'

const [version = ''] = process.argv.slice(2)
const changelog = readFileSync('CHANGELOG.md', 'utf8')
const today = new Date().toISOString().slice(0, 10)

/** @param {string} message */
const refuse = (message) => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) refuse(`Not a version: "${version}". Write one like 0.2.0.`)
if (changelog.includes(`\n## ${version}`)) refuse(`CHANGELOG.md has ${version} already.`)
if (!changelog.includes('\n## Unreleased\n\n### ')) refuse('CHANGELOG.md has nothing under "Unreleased".')

writeFileSync(
  'CHANGELOG.md',
  changelog.replace('\n## Unreleased\n', `\n## Unreleased\n\n## ${version} (${today})\n`),
)

// Not by `npm version`: with workspaces it installs everything first.
for (const path of ['package.json', 'collector/package.json']) {
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/"version": "[^"]*"/, `"version": "${version}"`))
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
for (const parts of [lock, lock.packages[''], lock.packages.collector]) parts.version = version
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
