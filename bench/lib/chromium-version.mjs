import { execFileSync } from 'node:child_process'
import { chromiumPath } from '../../scripts/chromium.mjs'

/** Of the Chromium that is measured with, such as `156.0.8078.79`. */
export const chromiumVersion = () =>
  /[\d.]+/.exec(
    execFileSync(chromiumPath(), ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }),
  )?.[0] ?? 'unknown'
