import type { Store } from '../store.ts'
import { away, causeOf } from './failures.ts'
import type { ClickhouseStore } from './open.ts'

/** Milliseconds between tries; seconds after which whoever was turned away is to come again. */
const pause = { again: 1_000, retryAfter: 10 }

const isAway = (error: unknown): boolean => (error as { readonly statusCode?: number }).statusCode === 503

type Method = Exclude<keyof Store, 'watch' | 'refusals' | 'close'>

/** All of them: what is missing here the compiler misses. */
const methods: Readonly<Record<Method, true>> = {
  append: true,
  missing: true,
  probe: true,
  total: true,
  delete: true,
  purgeWhenDue: true,
  erase: true,
  counts: true,
  rate: true,
  recent: true,
  after: true,
  delivery: true,
  senders: true,
  gaps: true,
  playback: true,
  ask: true,
  export: true,
}

/**
 * A store that is opened once it is there. Until then it is tried again and again, and each call rejects as those to a store
 * that is away do: nothing is read or written before it is known which schema is there.
 *
 * @param open - rejects with an `AwayError` where it may be there later
 * @param told - hears why it cannot be opened, and `undefined` when it is open
 * @throws what is wrong with it for good
 */
export async function whenThere(
  open: () => Promise<ClickhouseStore>,
  told: (reason: string | undefined) => void,
): Promise<ClickhouseStore> {
  let store: ClickhouseStore | undefined
  let last: unknown
  let reason: string | undefined
  let isClosed = false
  let trying: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const failed = (error: unknown) => {
    last = error
    const now = causeOf(error)
    if (now !== reason) told(now)
    reason = now
  }
  try {
    return await open()
  } catch (error) {
    if (!isAway(error)) throw error
    failed(error)
  }
  const attempt = async () => {
    try {
      const opened = await open()
      if (isClosed) return opened.close()
      store = opened
      told(undefined)
    } catch (error) {
      failed(error)
      if (!isClosed) wait()
    }
  }
  const wait = () => {
    timer = setTimeout(() => {
      trying = attempt()
    }, pause.again).unref()
  }
  wait()

  const there = async (): Promise<ClickhouseStore> => {
    // Also where another schema was found meanwhile: who sent events keeps them until that is mended.
    if (store === undefined) throw away(isAway(last) ? (last as Error).cause : last, pause.retryAfter)
    return store
  }
  const calls = Object.keys(methods).map((name) => [
    name,
    async (...args: unknown[]) =>
      ((await there())[name as Method] as (...args: unknown[]) => unknown)(...args),
  ])
  const watch = async () => (await there()).watch
  const refusals = async () => (await there()).refusals
  return {
    ...(Object.fromEntries(calls) as Pick<Store, Method>),
    watch: {
      figures: async (...asked) => (await watch()).figures(...asked),
      since: async (...asked) => (await watch()).since(...asked),
      events: async (...asked) => (await watch()).events(...asked),
    },
    refusals: {
      counts: async () => (await refusals()).counts(),
      refused: async (...asked) => (await refusals()).refused(...asked),
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await trying
      await store?.close()
    },
  }
}
