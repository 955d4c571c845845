import { execFileSync } from 'node:child_process'
import { findProgram, required } from '../../../../scripts/programs.mjs'

/** Runs ffmpeg; fails with what it says. */
export const ffmpeg = (args: readonly string[]): void => {
  execFileSync(required('ffmpeg', findProgram(['ffmpeg'])), ['-loglevel', 'error', '-y', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
