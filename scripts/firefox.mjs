// The Firefox that tests drive.
import { findProgram, named, required } from './programs.mjs'

/** The path of a Firefox: `FIREFOX_PATH`, else the first on the PATH; `undefined` when there is none. */
export const findFirefox = () =>
  named('FIREFOX_PATH') ??
  findProgram(['firefox-esr', 'firefox'], ['/Applications/Firefox.app/Contents/MacOS/firefox'])

/** The path of a Firefox. Throws when there is none, and says what to do. */
export const firefoxPath = () => required('Firefox', findFirefox())
