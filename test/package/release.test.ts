import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { root } from './support/consumer.ts'

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const versionOf = (folder: string): string => manifestOf(folder).version

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

/** What a step of the workflow runs, by its name. */
function stepOf(name: string): string {
  const workflow = readFileSync(join(root, '.github/workflows/publish.yml'), 'utf8')
  const [, step = ''] = workflow.split(`- name: ${name}\n`)
  const [, script] = /^ +run: \|\n((?: {10}.*\n)+)/.exec(step) ?? []
  if (script === undefined) throw new Error(`publish.yml has no step "${name}"`)
  return script
}

it('the workflow publishes both packages of the tag, with their source, once however often it is tried', () => {
  const folder = copied()
  // In npm's place where a registry would be asked: it has what is in `published`.
  writeFileSync(
    join(folder, 'npm'),
    `#!/bin/sh
case $1 in
  view) grep -qx "$2" published && echo "$3" ;;
  publish) node -p "const { name, version } = require('$2/package.json'); name + '@' + version" >>published; echo "$@" ;;
  *) PATH="$REAL_PATH" exec npm "$@" ;;
esac
`,
    { mode: 0o755 },
  )
  writeFileSync(join(folder, 'published'), '')
  const run = (name: string, more: Record<string, string> = {}) =>
    // As a runner does in a container.
    spawnSync('sh', ['-ec', stepOf(name)], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        REAL_PATH: process.env.PATH,
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_REF_NAME: `v${versionOf(folder)}`,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'somebody/rivulet',
        ...more,
      },
    })
  expect(run('The tag is the version of both packages')).toMatchObject({ status: 0 })
  expect(run('The tag is the version of both packages', { GITHUB_REF_NAME: 'v9.9.9' }).status).not.toBe(0)

  expect(run('Say where the source is')).toMatchObject({ status: 0 })
  const source = { type: 'git', url: 'git+https://github.com/somebody/rivulet.git' }
  expect(manifestOf(folder).repository).toEqual(source)
  expect(manifestOf(join(folder, 'collector')).repository).toEqual({ ...source, directory: 'collector' })

  const publish = () => run('Publish both packages, where an earlier try has not').stdout
  expect(publish()).toBe(
    'publish ./. --provenance --access public\npublish ./collector --provenance --access public\n',
  )
  const version = versionOf(folder)
  writeFileSync(join(folder, 'published'), `rivulet@${version}\n`)
  expect(publish()).toBe('version\npublish ./collector --provenance --access public\n')
  expect(publish()).toBe('version\nversion\n')
})

it.each(['', 'collector'])('npm has nothing to correct in package.json: %s', (name) => {
  const folder = join(copied(), name)
  const before = manifestOf(folder)
  expect(spawnSync('npm', ['pkg', 'fix'], { cwd: folder })).toMatchObject({ status: 0 })
  expect(manifestOf(folder)).toEqual(before)
})
