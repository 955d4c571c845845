import type { ServerResponse } from 'node:http'

export interface VideoServer {
  /** Answers with the video, or the part of it that was asked for. */
  serve(range: string | undefined, response: ServerResponse): void
  /** What lies behind this byte is held back from now on. */
  holdFrom(byte: number): void
  /** Lets go what was held back. */
  release(): void
  /** Breaks off where it holds back, and has no more to give. */
  breakOff(): void
}

/** Serves bytes as web servers do, with ranges; on request it is a slow one. */
export const videoServer = (bytes: Buffer): VideoServer => {
  let limit = Infinity
  let held: (() => void)[] = []
  let isBroken = false
  const responses = new Set<ServerResponse>()

  return {
    serve(range, response) {
      const [, first = '0', last = ''] = /bytes=(\d+)-(\d*)/.exec(range ?? '') ?? []
      if (isBroken) return void response.writeHead(404).end()
      const start = Number(first)
      const end = last === '' ? bytes.length : Number(last) + 1
      response.writeHead(range ? 206 : 200, {
        'content-type': 'video/webm',
        'accept-ranges': 'bytes',
        'content-length': end - start,
        ...(range ? { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` } : {}),
      })
      const stop = Math.min(end, Math.max(start, limit))
      response.write(bytes.subarray(start, stop))
      const finish = (): void => void response.end(bytes.subarray(stop, end))
      responses.add(response)
      response.once('close', () => responses.delete(response))
      if (stop < end) held.push(finish)
      else finish()
    },
    holdFrom(byte) {
      limit = byte
    },
    release() {
      limit = Infinity
      for (const finish of held) finish()
      held = []
    },
    breakOff() {
      isBroken = true
      for (const response of responses) response.destroy()
    },
  }
}
