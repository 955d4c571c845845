// The Chromium that tests and benchmarks drive: where it is, and how it is started.
import { ensure, findProgram } from './debian.mjs'

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
  process.env.CHROMIUM_PATH ||
  findProgram(
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
  )

/** Finds Chromium, or installs Debian's where this process may; otherwise says what to do, and throws. */
export const ensureChromium = () =>
  ensure(
    findChromium,
    ['chromium', 'fonts-dejavu-core'],
    'No Chromium found. Install one, or set CHROMIUM_PATH to a Chromium or Chrome.',
  )
