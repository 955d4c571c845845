import { defineConfig } from 'vitest/config'

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
          server: { deps: { inline: ['nanoid'] } },
        },
      },
      {
        test: {
          name: 'collector',
          include: ['collector/test/**/*.test.ts'],
          exclude: ['**/*-page.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts', 'collector/test/**/*-page.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each test has a browser of its own, and mostly waits.
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          testTimeout: 150_000,
          hookTimeout: 60_000,
          // Each test has a browser of its own, and mostly waits: eight at a time, of two files, so that one goes on while
          // the other waits for its last tests.
          maxConcurrency: 4,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
