import { ensureChromium } from './chromium.mjs'

try {
  process.stdout.write(`Browser for the tests: ${ensureChromium()}\n`)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
