import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, consumer, root } from './support/consumer.ts'

const bin = (name: string) => join(root, 'node_modules/.bin', name)

let installed: Consumer
let project: string
let tarball: string

beforeAll(() => {
  installed = consumer()
  ;({ project, tarball } = installed)
})
afterAll(() => installed.remove())

const bundled = async (contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

describe('a bundler', () => {
  it('makes nothing of a mere import', async () => {
    expect(await bundled(`import 'rivulet'`)).toBe('')
    expect(await bundled(`import * as rivulet from 'rivulet'; rivulet`)).toBe('')
    expect(await bundled(`import 'rivulet/debug'`)).toBe('')
  })

  it('carries nothing of debugging but for those who import it, and use it', async () => {
    const probe = 'rivulet-debug'
    const use = (isDevelopment: boolean) => `import { debugged } from 'rivulet/debug'
      import { createTracker } from 'rivulet'
      const options = { collector: '/' }
      createTracker(${isDevelopment} ? debugged(options) : options)`
    expect(await bundled(`export * from 'rivulet'`)).not.toContain(probe)
    expect(await bundled(use(false))).not.toContain(probe)
    expect(await bundled(use(true))).toContain(probe)
  })

  it('carries nothing of the check of a plan where that is for development', async () => {
    const use = (check: string) => `import { checkPlan, createTracker, definePlan, rivet } from 'rivulet'
      const plan = definePlan({ basket: { open: {} } }, ${check})
      createTracker({ collector: '/', wire: plan(rivet()) }).track({ category: 'basket', action: 'open' })`
    const probe = 'startsWith("text")'
    expect(await bundled(use('false && checkPlan'))).not.toContain(probe)
    expect(await bundled(use('checkPlan'))).toContain(probe)
  })

  it('carries cookies only for those who import createTracker', async () => {
    const probe = '_tog.rv-probe'
    expect(await bundled(`export { createTracker } from 'rivulet'`)).toContain(probe)
    for (const name of ['rison', 'rivet', 'beacons']) {
      expect(await bundled(`export { ${name} } from 'rivulet'`)).not.toMatch(/cookie/i)
    }
  })

  it('carries Rison only for those who import it', async () => {
    // As a text: `!$&&` may be the code of a minifier.
    const quoting = /["'`]!\$&["'`]/
    expect(await bundled(`export { rison } from 'rivulet'`)).toMatch(quoting)
    expect(await bundled(`export { createTracker, rivet } from 'rivulet'`)).not.toMatch(quoting)
  })
})

describe('on a server, without a window', () => {
  it('imports, makes a tracker and does nothing', () => {
    const script = `
      globalThis.fetch = () => { throw new Error('nothing may be fetched') }
      const { createTracker } = await import('rivulet')
      const tracker = createTracker({ collector: 'https://collect.example.com/', onIssue: console.error })
      tracker.with({ category: 'embed' }).track({ action: 'view' })
      tracker.time({ category: 'embed', action: 'load' })()
      tracker.flush()
      tracker.stop()
    `
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: project,
      encoding: 'utf8',
    })
    expect({ status, stdout, stderr }).toStrictEqual({ status: 0, stdout: '', stderr: '' })
  })
})

describe('types', () => {
  it.each([
    ['bundler', 'ESNext'],
    ['node16', 'Node16'],
    ['nodenext', 'NodeNext'],
  ])('are found with moduleResolution %s', (moduleResolution, module) => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { createTracker, rison, rivet, type Issue } from 'rivulet'
      import { debugged } from 'rivulet/debug'
      const tracker = createTracker({ collector: '/track/activity', onIssue: (issue: Issue) => issue.field })
      tracker.with({ category: 'embed' }).track({ action: 'view', labels: { embedId: 'e-42' } })
      createTracker(debugged({ collector: '/' })).track({ category: 'embed', action: 'view' })
      createTracker({ collector: '/', wire: rivet({ rison }) }).track({ category: 'a', action: 'b', qualifiers: { t: { type: 'day' } } })
      // @ts-expect-error an action is missing
      tracker.track({ category: 'embed' })
      `,
    )
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...[
          '--noEmit',
          '--strict',
          '--module',
          module,
          '--moduleResolution',
          moduleResolution,
          '--target',
          'es2022',
        ],
        ...['--lib', 'es2022,dom', '--types', '', 'use.ts'],
      ],
      { cwd: project, encoding: 'utf8' },
    )
    expect({ status, stdout }).toStrictEqual({ status: 0, stdout: '' })
  })
})

describe('the tarball', () => {
  it('is what publint and attw find nothing wrong with', () => {
    const publint = spawnSync(bin('publint'), [tarball, '--strict'], { cwd: root, encoding: 'utf8' })
    expect({ status: publint.status, out: publint.stdout }).toMatchObject({ status: 0 })
    const attw = spawnSync(
      bin('attw'),
      [
        tarball,
        '--profile',
        'esm-only',
        '--exclude-entrypoints',
        'rivulet.min.js',
        'rivulet.extra.min.js',
        'rivulet.vitals.min.js',
        'rivulet.debug.min.js',
        'rivulet.stub.min.js',
        'integrity.json',
        '--no-color',
      ],
      { cwd: root, encoding: 'utf8' },
    )
    expect({ status: attw.status, out: attw.stdout }).toMatchObject({ status: 0 })
  })

  it('has the script for a script tag, which makes one global and does nothing else', () => {
    const script = readFileSync(join(project, 'node_modules/rivulet/dist/rivulet.min.js'), 'utf8')
    const globals = new Function(`${script}; return rivulet`)() as object
    expect(Object.keys(globals).toSorted()).toStrictEqual([
      'acknowledged',
      'clicks',
      'consent',
      'createConsent',
      'createTracker',
      'declarative',
      'pageViews',
      'rivet',
      'tracker',
      'visibility',
    ])
  })

  it('has the script begin with what Chromium looks for at its beginning only', () => {
    const script = readFileSync(join(project, 'node_modules/rivulet/dist/rivulet.min.js'), 'utf8')
    expect(script.split('\n')[0]).toBe('//# allFunctionsCalledOnLoad')
  })

  it('has the documents that its README leads to, source maps with their sources, and no tests', () => {
    const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).split('\n')
    expect(files).toContain('package/src/tracker/create-tracker.ts')
    expect(files).toContain('package/dist/esm/tracker/create-tracker.js.map')
    expect(files).toContain('package/LICENSE')
    expect(files).toContain('package/docs/script-tag.md')
    expect(
      files.filter((file) => /test|collector|bench|examples/.test(file) && !file.endsWith('.md')),
    ).toStrictEqual([])
  })
})
