// The Firefox that tests drive.
import { ensure, findProgram } from './debian.mjs'

/** The path of a Firefox: `FIREFOX_PATH`, else the first on the PATH; `undefined` when there is none. */
export const findFirefox = () =>
  process.env.FIREFOX_PATH ||
  findProgram(['firefox-esr', 'firefox'], ['/Applications/Firefox.app/Contents/MacOS/firefox'])

/** Finds Firefox, or installs Debian's where this process may; otherwise says what to do, and throws. */
export const ensureFirefox = () =>
  ensure(findFirefox, ['firefox-esr'], 'No Firefox found. Install one, or set FIREFOX_PATH to it.')
