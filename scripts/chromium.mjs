// The Chromium that tests and benchmarks drive: where it is, and how it is started.
import { findProgram, named, required } from './programs.mjs'

/** Quiet: no window, no traffic of the browser's own. */
const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Popups of the address bar, pages that nobody sees: each window loads both, without `--headless` being any reason not to, which
 * costs more than the window's own page does. And a process in reserve for the next site: half of all that are started, and a
 * sixth of the work.
 */
const reserves = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']

/** For Puppeteer, which adds what else it wants disabled. */
export const puppeteerFlags = [...chromiumFlags, `--disable-features=${reserves}`]

/** What Playwright disables. Of a flag that is there twice Chromium takes the last; a test holds this list to Playwright's. */
const disabledByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
]

/** For Playwright. */
export const playwrightFlags = [
  ...chromiumFlags,
  `--disable-features=${[...disabledByPlaywright, ...reserves]}`,
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
