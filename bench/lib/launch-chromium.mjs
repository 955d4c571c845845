import { chromium } from 'playwright-core'
import { chromiumPath, playwrightFlags } from '../../scripts/chromium.mjs'

export const launchChromium = () =>
  chromium.launch({ executablePath: chromiumPath(), args: [...playwrightFlags] })
