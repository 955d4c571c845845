import { execFileSync, spawnSync } from 'node:child_process'

const isThere = (): boolean => spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0

/** Finds ffmpeg on the PATH, or installs Debian's where this process may; otherwise says what to do, and throws. */
const ensureFfmpeg = (): void => {
  if (isThere()) return
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'ffmpeg']]) {
      execFileSync('apt-get', args, { stdio: 'inherit', env })
    }
    if (isThere()) return
  }
  throw new Error('No ffmpeg found, which makes the video. Install it (Debian: sudo apt-get install ffmpeg).')
}

/** Runs ffmpeg; fails with what it says. */
export const ffmpeg = (args: readonly string[]): void => {
  ensureFfmpeg()
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
}
