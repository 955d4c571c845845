import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { root } from './support/consumer.ts'

const versionOf = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

/** What the changelog has released last. */
const released = (folder: string): string | undefined =>
  readFileSync(join(folder, 'CHANGELOG.md'), 'utf8').match(/^## (\d\S*)/m)?.[1]

/** The files that a release changes, elsewhere. */
const copied = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-release-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['package.json', 'package-lock.json', 'CHANGELOG.md', 'collector/package.json'])
    cpSync(join(root, name), join(folder, name))
  return folder
}

const setVersion = (folder: string, version: string) =>
  spawnSync(process.execPath, [join(root, 'scripts/set-version.mjs'), version], {
    cwd: folder,
    encoding: 'utf8',
  })

it('both packages have the version that the changelog names last', () => {
  expect([versionOf(root), versionOf(join(root, 'collector'))]).toEqual([released(root), released(root)])
})

it('a release names its version in the changelog and in both packages, once', () => {
  const folder = copied()
  expect(setVersion(folder, '99.0.0')).toMatchObject({ status: 0 })
  expect([versionOf(folder), versionOf(join(folder, 'collector')), released(folder)]).toEqual(
    Array(3).fill('99.0.0'),
  )
  expect(setVersion(folder, '99.0.1').stderr).toContain('nothing under "Unreleased"')
  expect(setVersion(folder, '99.0.0').stderr).toContain('has 99.0.0 already')
  expect(setVersion(folder, 'v1').stderr).toContain('Not a version: "v1"')
})
