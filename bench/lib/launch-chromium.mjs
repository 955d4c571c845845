import { chromium } from 'playwright-core'
import { findChromium } from '../../scripts/find-chromium.mjs'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launchChromium = () => {
  const executablePath = findChromium()
  if (!executablePath) throw Error('no Chromium found: install it (Debian: apt-get install chromium)')
  return chromium.launch({ executablePath, args })
}
