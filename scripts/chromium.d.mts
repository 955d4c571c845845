/** Quiet: no window, no traffic of the browser's own. */
export declare const puppeteerFlags: readonly string[]
/** The same, with what Playwright disables itself. */
export declare const playwrightFlags: readonly string[]
/** The path of a Chromium or Chrome: `CHROMIUM_PATH`, else the first on the PATH; `undefined` when there is none. */
export declare const findChromium: () => string | undefined
/** The path of a Chromium or Chrome. Throws when there is none, and says what to do. */
export declare const chromiumPath: () => string
