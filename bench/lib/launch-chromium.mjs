import { chromium } from 'playwright-core'
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.mjs'

export const launchChromium = () => chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags })
