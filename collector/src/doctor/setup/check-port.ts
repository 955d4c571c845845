import { createServer } from 'node:net'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning, problem } = findingsOf('port')

export interface Listening {
  readonly host: string
  readonly port: number
}

/** Does a collector answer there, is the port free, or is somebody else there? */
export async function checkPort({ host, port }: Listening, hasStore: boolean): Promise<readonly Finding[]> {
  if (port === 0) return [warning('port 0 is another one at each start.', 'Name one: --port 4000.')]
  const isFree = await canListen(host, port)
  if (isFree instanceof Error) {
    return [
      problem(`${host}:${port} cannot be listened on: ${isFree.message}.`, 'Choose others: --host, --port.'),
    ]
  }
  if (isFree) {
    return hasStore
      ? [
          warning(
            `a collector has the store, but none listens on ${host}:${port}.`,
            'If it has just been started, wait. Else name its --host and --port.',
          ),
        ]
      : [ok(`${host}:${port} is free: no collector runs there.`, 'Start it, if it should run.')]
  }
  const name = host.includes(':') ? `[${host}]` : host
  const asked = /^(0\.0\.0\.0|\[::\])$/.test(name) ? '127.0.0.1' : name
  const answer = await fetch(`http://${asked}:${port}/readyz`, { signal: AbortSignal.timeout(5_000) })
    .then(async (response) => [response.status, await response.text()] as const)
    .catch(() => undefined)
  if (answer?.[1] === '{"status":"ready"}')
    return [ok(`a collector listens on ${host}:${port}, and is ready.`)]
  if (answer?.[0] === 503) {
    return [problem(`a collector listens on ${host}:${port}, and cannot store events.`, 'Look at its log.')]
  }
  return [problem(`something else listens on ${host}:${port}.`, 'Choose another port: --port.')]
}

/** @returns an error where nobody at all can */
const canListen = (host: string, port: number): Promise<boolean | Error> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? false : error),
    )
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  })
