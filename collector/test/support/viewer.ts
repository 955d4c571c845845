import { onTestFinished } from 'vitest'
import type { Update } from '../../src/live/feed.ts'

/** Opens the stream of updates, and reads it as a browser's EventSource does. */
export async function openViewer(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  const response = await fetch(`${url}/live/events`, { headers, signal: abort.signal })
  const text = response.body!.pipeThrough(new TextDecoderStream())
  const reader = text.getReader()
  let rest = ''

  /** The next message of the stream, or undefined at its end. */
  const message = async (): Promise<{ event: string; data: string } | undefined> => {
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end < 0) {
        const { value, done } = await reader.read()
        if (done) return undefined
        rest += value
        continue
      }
      const fields = rest
        .slice(0, end)
        .split('\n')
        .map((line) => /^([a-z]*): ?(.*)$/s.exec(line)!)
      rest = rest.slice(end + 2)
      const value = (name: string) =>
        fields
          .filter((field) => field[1] === name)
          .map((field) => field[2])
          .join('\n')
      if (fields.some((field) => field[1] === 'data')) return { event: value('event'), data: value('data') }
    }
  }

  return {
    response,
    message,
    async update(): Promise<Update> {
      const { event, data } = (await message()) ?? {}
      if (event !== 'events') throw new Error(`expected events, got ${event}`)
      return JSON.parse(data!)
    },
  }
}
