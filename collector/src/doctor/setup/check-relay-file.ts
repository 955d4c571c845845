import { statSync } from 'node:fs'
import { readRelayFile } from '../../relay/read-relay-file.ts'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning, problem } = findingsOf('relay')

/** Can the relay be started with this file, its secrets and its addresses? */
export function checkRelayFile(file: string): readonly Finding[] {
  try {
    const targets = readRelayFile(file)
    const open = targets.filter(
      ({ url, secret }) => url.startsWith('http:') && secret !== undefined && !isLocal(url),
    )
    return [
      ok(`${file} names ${targets.map(({ name }) => name).join(', ')}.`),
      ...open.map(({ name }) =>
        warning(
          `${name} has a secret, and an address without https: others may read it on the way.`,
          'Name https.',
        ),
      ),
      ...((statSync(file).mode & 0o022) === 0
        ? []
        : [problem(`others may write ${file}: they decide where events go.`, `chmod 644 ${file}`)]),
    ]
  } catch (error) {
    return [problem(`${(error as Error).message}.`, 'The collector does not start with a file like this.')]
  }
}

const isLocal = (url: string): boolean => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname)
