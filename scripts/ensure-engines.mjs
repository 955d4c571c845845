import { ensureChromium } from './chromium.mjs'
import { ensureFirefox } from './firefox.mjs'
import { ensureWebkit } from './webkit.mjs'

try {
  for (const ensure of [ensureChromium, ensureFirefox, ensureWebkit])
    process.stdout.write(`Browser for the tests: ${ensure()}\n`)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
