/** @import { ChildProcess } from 'node:child_process' */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import webdriver from 'selenium-webdriver'
import { freePort } from '../../../scripts/free-port.mjs'
import { webkitDriverPath } from '../../../scripts/webkit.mjs'
import { patience } from './patience.mjs'
import { descendants, killNow } from './processes.mjs'

const binary = fileURLToPath(new URL('webkit-tabs.py', import.meta.url))

/** A screen that nobody sees. Without one, opening a session never ends. */
const startScreen = async () => {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const told = once(/** @type {import('node:stream').Readable} */ (screen.stdio[3]), 'data')
  const gone = once(screen, 'exit').then(([code]) => Promise.reject(Error(`Xvfb ended with ${code}`)))
  const [display] = await Promise.race([told, gone])
  return { screen, display: `:${String(display).trim()}` }
}

/** WebKitGTK's driver, when it answers. It ends where somebody took its port meanwhile, and another one is started. */
const startDriver = async (/** @type {string} */ display) => {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const driver = spawn(webkitDriverPath(), ['--host=127.0.0.1', `--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: display },
    })
    while (driver.exitCode === null && Date.now() < deadline) {
      await pause(50)
      // Where it has ended, somebody else's may answer.
      if ((await fetch(`${url}/status`).catch(() => {})) && driver.exitCode === null) return { url, driver }
    }
    driver.kill('SIGKILL')
  }
  throw new Error('WebKitWebDriver does not answer')
}

const ended = async (/** @type {ChildProcess} */ child) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/**
 * A browser on a screen of its own, and its driver's session.
 *
 * @param {string} profile - its folder
 */
export const startSession = async (profile) => {
  const { screen, display } = await startScreen()
  const { url, driver } = await startDriver(display)
  const session = await new webdriver.Builder()
    .usingServer(url)
    .disableEnvironmentOverrides()
    .withCapabilities({ browserName: 'Tabs', 'webkitgtk:browserOptions': { binary, args: [profile] } })
    .build()
  const pid = /** @type {number} */ (driver.pid)
  const own = /** @type {number[]} */ ([pid, screen.pid])
  const kill = async () => {
    killNow([...descendants(pid), ...own])
    await Promise.all([ended(driver), ended(screen)])
  }
  return {
    session,
    /** The tab that it opens with. */
    home: await session.getWindowHandle(),
    crash: () => killNow(descendants(pid, /WebKitWebProcess/)),
    kill,
    async quit() {
      const browser = () => descendants(pid, /webkit-tabs/)
      for (const each of browser()) process.kill(each, 'SIGTERM')
      for (let tries = 0; tries < 100 && browser().length > 0; tries++) await pause(50)
      await kill()
    },
  }
}
