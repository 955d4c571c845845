import { chromium } from 'playwright-core'
import { chromiumFlags, chromiumPath } from '../../scripts/chromium.mjs'

export const launchChromium = () =>
  chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] })
