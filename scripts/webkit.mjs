// The WebKitGTK that tests drive.
import { spawnSync } from 'node:child_process'
import { findProgram, required } from './programs.mjs'

/** The browser of tests is a script in Python, which wants Debian's own and its description of WebKitGTK. */
const hasBindings = () =>
  spawnSync('/usr/bin/python3', ['-c', 'import gi; gi.require_version("WebKit2", "4.1")']).status === 0

/** The path of WebKitGTK's driver; `undefined` unless all that it takes is there. */
export const findWebkit = () =>
  findProgram(['Xvfb']) && hasBindings() ? findProgram(['WebKitWebDriver']) : undefined

/** The path of WebKitGTK's driver. Throws when there is none, and says what to do. */
export const webkitDriverPath = () => required('WebKitGTK driver', findProgram(['WebKitWebDriver']))
