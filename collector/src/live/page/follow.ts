import type { Summary, Update } from '../feed.ts'

export type Connection = 'connecting' | 'live' | 'lost' | 'replaced'

export interface Follower {
  /** The state of everything, at each (re)connection and after something was deleted. */
  onSummary(summary: Summary): void
  onUpdate(update: Update): void
  /** Events were rejected, or those that were are forgotten. */
  onRejected(): void
  onConnection(connection: Connection): void
  /** How far the collector's clock is ahead of this machine's, in milliseconds. */
  onClock(ahead: number): void
}

const FIRST_WAIT = 1000
const LONGEST_WAIT = 15_000
const SUMMARY_TIMEOUT = 10_000

/** When the session is over, the collector leads from the page to its login. An EventSource hears no status. */
async function goToLoginIfNeeded(): Promise<void> {
  const answer = await fetch('live/summary', { method: 'HEAD' }).catch(() => undefined)
  if (answer?.status === 401) location.reload()
}

/**
 * Follows the collector for as long as the page lives. EventSource alone gives up for good when a proxy answers
 * 502 (HTML standard, "fail the connection"), so each connection is made anew, and each begins with the summary:
 * what was missed in between is in it.
 */
export function follow(follower: Follower): void {
  let wait = FIRST_WAIT

  function connect(): void {
    follower.onConnection('connecting')
    const source = new EventSource('live/events')
    let beforeSummary: Update[] | undefined = []
    let over = false

    const stop = (state: Connection): void => {
      over = true
      source.close()
      follower.onConnection(state)
    }

    const lost = (): void => {
      if (over) return
      stop('lost')
      goToLoginIfNeeded()
      setTimeout(connect, wait * (0.5 + Math.random() / 2))
      wait = Math.min(wait * 2, LONGEST_WAIT)
    }

    const start = async (): Promise<void> => {
      const waiting: Update[] = []
      beforeSummary = waiting
      const asked = Date.now()
      const answer = await fetch('live/summary', { signal: AbortSignal.timeout(SUMMARY_TIMEOUT) })
      if (!answer.ok) throw new Error(`/live/summary answered ${answer.status}`)
      const date = Date.parse(answer.headers.get('date') ?? '')
      const summary = (await answer.json()) as Summary
      if (over || beforeSummary !== waiting) return
      if (date) follower.onClock(date - asked)
      follower.onSummary(summary)
      for (const update of waiting) follower.onUpdate(update)
      beforeSummary = undefined
      wait = FIRST_WAIT
      follower.onConnection('live')
    }

    source.addEventListener('open', () => start().catch(lost))
    source.addEventListener('anew', () => start().catch(lost))
    source.addEventListener('error', lost)
    // Going on would take another page's place, and that page this one's.
    source.addEventListener('replaced', () => stop('replaced'))
    source.addEventListener('rejected', () => follower.onRejected())
    source.addEventListener('events', ({ data }: MessageEvent<string>) => {
      const update = JSON.parse(data) as Update
      if (beforeSummary) beforeSummary.push(update)
      else follower.onUpdate(update)
    })
  }

  connect()
}
