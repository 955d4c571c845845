/** Quiet: no window, no traffic of the browser's own. */
export declare const chromiumFlags: readonly string[]
/** The path of a Chromium or Chrome: `CHROMIUM_PATH`, else the first on the PATH; `undefined` when there is none. */
export declare const findChromium: () => string | undefined
/** Finds Chromium, or installs Debian's where this process may; otherwise says what to do, and throws. */
export declare const ensureChromium: () => string
