// The Chromium that tests and benchmarks drive: where it is, and how it is started.
import { findProgram, named, required } from './programs.mjs'

/** Quiet: no window, no traffic of the browser's own. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of a Chromium or Chrome: `CHROMIUM_PATH`, else the first on the PATH; `undefined` when there is none. */
export const findChromium = () =>
  named('CHROMIUM_PATH') ??
  findProgram(
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
  )

/** The path of a Chromium or Chrome. Throws when there is none, and says what to do. */
export const chromiumPath = () => required('Chromium', findChromium())
