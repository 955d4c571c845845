/** @import { ChildProcess } from 'node:child_process' */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import webdriver from 'selenium-webdriver'
import { freePort } from '../../../scripts/free-port.mjs'
import { webkitDriverPath } from '../../../scripts/webkit.mjs'
import { inTime } from './patience.mjs'
import { descendants, killNow } from './processes.mjs'

const tabs = fileURLToPath(new URL('webkit-tabs.py', import.meta.url))

/** A screen that nobody sees. Without one, opening a session never ends. */
const startScreen = async () => {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const told = once(/** @type {import('node:stream').Readable} */ (screen.stdio[3]), 'data')
  const gone = once(screen, 'exit').then(([code]) => Promise.reject(Error(`Xvfb ended with ${code}`)))
  const [display] = await inTime('starting Xvfb', Promise.race([told, gone]))
  return { screen, display: `:${String(display).trim()}` }
}

/** Whether somebody listens at a port of this machine. */
const isOpen = async (/** @type {number} */ port) => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/**
 * Starts a program that is told where to listen, and waits until it does.
 *
 * @param {string} command
 * @param {readonly string[]} options
 * @param {number} port
 * @param {NodeJS.ProcessEnv} [env]
 */
const startAt = async (command, options, port, env) => {
  const child = spawn(command, options, { stdio: 'ignore', env: { ...process.env, ...env } })
  const listening = async () => {
    while (!(await isOpen(port))) {
      if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`)
      await pause(50)
    }
  }
  try {
    await inTime(`starting ${command}`, listening())
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  return child
}

const ended = async (/** @type {ChildProcess} */ child) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/**
 * A browser on a screen of its own, and its driver's session.
 *
 * The driver would start the browser itself, at a port that it found free and closed again. Where that is taken meanwhile it
 * talks to somebody else, to itself even, as connections get such ports, and waits for ever: `freePort` and `connectToBrowser`
 * in https://github.com/WebKit/WebKit/blob/main/Source/WebDriver/glib/SessionHostGlib.cpp
 *
 * @param {string} profile - its folder
 */
export const startSession = async (profile) => {
  const { screen, display } = await startScreen()
  const [inspected, driven] = [await freePort(), await freePort()]
  const inspector = `127.0.0.1:${inspected}`
  const browser = await startAt(tabs, [profile], inspected, {
    DISPLAY: display,
    WEBKIT_INSPECTOR_SERVER: inspector,
  })
  const driver = await startAt(
    webkitDriverPath(),
    ['--host=127.0.0.1', `--port=${driven}`, `--target=${inspector}`],
    driven,
  )
  const building = new webdriver.Builder()
    .usingServer(`http://127.0.0.1:${driven}`)
    .disableEnvironmentOverrides()
    .withCapabilities({ browserName: 'Tabs' })
    .build()
  const session = await inTime('opening a session', Promise.resolve(building))
  const all = [screen, driver, browser]
  const pid = /** @type {number} */ (browser.pid)
  const kill = async () => {
    killNow([...descendants(pid), ...all.map((child) => /** @type {number} */ (child.pid))])
    await Promise.all(all.map(ended))
  }
  return {
    session,
    /** The tab that it opens with. */
    home: await session.getWindowHandle(),
    crash: () => killNow(descendants(pid, /WebKitWebProcess/)),
    kill,
    async quit() {
      browser.kill('SIGTERM')
      await Promise.race([ended(browser), pause(5_000)])
      await kill()
    },
  }
}
