import type { ServerResponse } from 'node:http'

/** Streams at once: of all, of one owner, and the bytes that may wait for one before it is dropped. */
const limits = { all: 100, each: 20, waiting: 4 * 1024 * 1024 }

const replaced = 'event: replaced\ndata: null\n\n'

export interface Viewers<Owner> {
  add(owner: Owner, stream: ServerResponse): void
  write(text: string): void
  /** Ends the streams of owners that may not watch any more. */
  keep(mayWatch: (owner: Owner) => boolean): void
  end(): void
}

/**
 * Those who watch. Nobody is kept out by others: where there is no room for one more, the oldest stream of whoever has
 * most of them makes room.
 */
export function createViewers<Owner>(): Viewers<Owner> {
  // In the order they came.
  const streams = new Map<ServerResponse, Owner>()

  const of = (owner: Owner) => [...streams].filter(([, each]) => each === owner).map(([stream]) => stream)
  const fullest = (): ServerResponse[] =>
    [...new Set(streams.values())]
      .map(of)
      .reduce((most, each) => (each.length > most.length ? each : most), [])

  const end = (stream: ServerResponse, text?: string) => {
    streams.delete(stream)
    if (text === undefined) stream.end()
    else stream.end(text)
  }

  return {
    add(owner, stream) {
      const own = of(owner)
      if (own.length >= limits.each) end(own[0]!, replaced)
      else if (streams.size >= limits.all) end(fullest()[0]!, replaced)
      streams.set(stream, owner)
      stream.on('close', () => streams.delete(stream))
      // A browser that has gone has ended its side, and is not waited for.
      stream.req.socket.once('end', () => stream.destroy())
    },
    write(text) {
      for (const stream of streams.keys()) {
        if (stream.writableLength > limits.waiting) stream.destroy()
        else stream.write(text)
      }
    },
    keep(mayWatch) {
      for (const [stream, owner] of streams) if (!mayWatch(owner)) end(stream)
    },
    end() {
      for (const stream of [...streams.keys()]) end(stream)
    },
  }
}
