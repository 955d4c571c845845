import { defineConfig } from 'vitest/config'

// Deadlines are for a machine with one core that others use too: they end what hangs. No test gets a second try.
const expect = { poll: { timeout: 30_000 } }

export default defineConfig({
  test: {
    maxWorkers: 2,
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
          // Each test has a browser of its own, and mostly waits: eight at a time, of two files, so that one goes on while
          // the other waits for its last tests.
          maxConcurrency: 4,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
