// Debian's packages, for whoever may install them.
import { spawnSync } from 'node:child_process'
import { findProgram } from './programs.mjs'

/** Why this process cannot install packages; `undefined` when it can. */
export const whyNotApt = () => {
  if (!findProgram(['apt-get'])) return 'there is no apt-get'
  if (process.getuid?.() !== 0) return 'this process is not root'
}

/**
 * Installs packages: one look at the mirrors, one installation.
 *
 * @param {readonly string[]} packages
 * @returns whether that went well
 */
export const aptInstall = (packages) => {
  const apt = (/** @type {readonly string[]} */ ...args) =>
    spawnSync('apt-get', ['-q', '-o', 'Dpkg::Use-Pty=0', ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)
}
