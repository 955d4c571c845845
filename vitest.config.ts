import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Deadlines are for a machine with one core that others use too: they end what hangs. No test gets a second try.
const expect = { poll: { timeout: 30_000 } }

/** The faults begin at once: they last longest, and mostly wait, while others work. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFault = ({ project }: TestSpecification): boolean => project.name === 'faults'
    const sorted = await super.sort(files)
    return [...sorted.filter(isFault), ...sorted.filter((file) => !isFault(file))]
  }
}

export default defineConfig({
  test: {
    // One more than cores of a small machine: tests in browsers mostly wait.
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
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          testTimeout: 400_000,
          hookTimeout: 120_000,
          // Each test has a browser of its own, and mostly waits.
          maxConcurrency: 3,
        },
      },
    ],
  },
})
