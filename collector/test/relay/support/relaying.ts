import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Command, listening } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const key = 'the-key-of-this-test-4711'

/** So that nobody waits for a test: in seconds. */
export const quick = { firstWait: 0.02, longestWait: 0.1, timeout: 2 }

/** The relay's process is one of low priority: where others work, it waits. */
export const eventually: typeof expect.poll = (look, options) =>
  expect.poll(look, { timeout: 120_000, ...options })

export type Targets = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface Relaying extends Command {
  readonly url: string
  /** The collector's folder, with its store and its file of targets. */
  readonly folder: string
  readonly store: string
  /** Sends events of Rivet's by one sender, numbered from a number on. */
  send(sender: string, from: number, count: number, more?: string): Promise<void>
  /** What `/live/relay` shows. */
  news(): Promise<News>
  kill(signal: NodeJS.Signals): Promise<void>
}

export interface News {
  readonly targets: readonly {
    readonly target: string
    readonly state: string
    readonly reason?: string
    readonly sent: number
    readonly waiting: number
    /** By the first digit of the answer's status; 0 where none came in time. */
    readonly requests: Readonly<Record<string, number>>
  }[]
  readonly refused: readonly { readonly target: string; readonly event: string; readonly reason: string }[]
}

/** A collector that relays, with the command as it is built. */
export async function relaying(
  targets: Targets,
  environment: Record<string, string> = {},
  folder: string = temporaryFolder(),
  store: string = join(folder, 'events.db'),
): Promise<Relaying> {
  const file = join(folder, 'relay.json')
  writeFileSync(file, JSON.stringify({ targets }))
  const started = await listening(
    ['--store', store, '--relay', file, '--live', '--log-level', 'trace', ...unlimited],
    [],
    { RIVULET_KEY: key, ...environment },
  )
  const { url, child, ended } = started
  return {
    ...started,
    folder,
    store,
    async send(sender, from, count, more = '') {
      const lines = Array.from(
        { length: count },
        (_, at) => `d=${1795000000 + from + at}&c=shop&a=buy&l1=number&v1=${from + at}&n=${from + at}${more}`,
      )
      const answer = await fetch(`${url}/track/activity`, {
        method: 'POST',
        body: `?u=${sender}&k=${sender}\n${lines.join('\n')}`,
      })
      expect(await answer.json()).toMatchObject({ rejected: [] })
    },
    news: async () => (await (await fetch(`${url}/live/relay`)).json()) as News,
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

const unlimited = ['--rate', '0', '--event-rate', '0', '--byte-rate', '0']

/** The numbers of a sender's events, in order. */
export const numbers = (sender: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${sender}.${from + at}`)
