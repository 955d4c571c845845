import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Deadlines are for a machine with one core that others use too: they end what hangs. No test gets a second try.
const expect = { poll: { timeout: 30_000 } }

/** All that a run makes, and what browsers leave when they are killed, is in a folder of its own, and goes with it. */
const folder = mkdtempSync(join(tmpdir(), 'rivulet-test-'))
process.env.TMPDIR = folder
process.on('exit', () => {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // A browser that is still ending writes there: no reason for a run to fail. `scripts/test.sh` tries once more.
  }
})

/** Where the names of files begin that last longest. They begin first: none of them is left alone at the end. */
const longest = [
  'test/faults/chromium',
  'test/faults/firefox',
  'test/faults/',
  'test/model/',
  'test/browser/accessibility',
  'test/browser/docs/migrate',
  'test/browser/hostile/',
  'test/browser/recipes/sveltekit',
  'test/package/bundlers',
  'test/browser/',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const path = relative(import.meta.dirname, moduleId)
      const at = longest.findIndex((name) => path.startsWith(name))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  test: {
    // One more than the cores of a small machine, as browsers are waited for, and each has one at most: nine tenths of the
    // processors' time are used. Where files played two scenarios at once it was all of it, at a load of 20, and the whole took 58
    // minutes instead of 53.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // nanoid's Node build is taken unless the browser's is asked for and the package is bundled.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/model/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 120_000,
          server: { deps: { inline: ['nanoid'] } },
        },
      },
      {
        test: {
          name: 'collector',
          include: ['collector/test/**/*.test.ts'],
          exclude: ['**/*-page.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          expect,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts', 'collector/test/**/*-page.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          expect,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          globalSetup: 'test/faults/support/first-start.ts',
          testTimeout: 400_000,
          hookTimeout: 120_000,
        },
      },
      // Installs and builds of frameworks: only where one asks for it, `npm run test:recipes`.
      ...(process.env.RIVULET_RECIPES
        ? [
            {
              test: {
                name: 'recipes',
                include: ['test/recipes/*.test.ts'],
                testTimeout: 180_000,
                hookTimeout: 240_000,
                expect,
              },
            },
          ]
        : []),
    ],
  },
})
