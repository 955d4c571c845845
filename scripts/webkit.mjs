// The WebKitGTK that tests drive.
import { spawnSync } from 'node:child_process'
import { ensure, findProgram } from './debian.mjs'

/** The browser of tests is a script in Python, which wants Debian's own and its description of WebKitGTK. */
const hasBindings = () =>
  spawnSync('/usr/bin/python3', ['-c', 'import gi; gi.require_version("WebKit2", "4.1")']).status === 0

/** The path of WebKitGTK's driver; `undefined` unless all that it takes is there. */
export const findWebkit = () =>
  findProgram(['Xvfb']) && hasBindings() ? findProgram(['WebKitWebDriver']) : undefined

/** Finds WebKitGTK, or installs Debian's where this process may; otherwise says what to do, and throws. */
export const ensureWebkit = () =>
  ensure(
    findWebkit,
    ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'python3-gi', 'xvfb'],
    'No WebKitGTK found. Install its driver, its introspection data for Python, and Xvfb.',
  )
