import { createHash, randomBytes } from 'node:crypto'

/** Somebody who has logged in. */
export interface Session {
  /** By a clock that nobody sets: milliseconds. */
  readonly until: number
}

export interface Sessions {
  /** @returns its token, which is kept nowhere here */
  open(): string
  find(token: string | undefined): Session | undefined
  close(token: string | undefined): void
  isOpen(session: Session): boolean
  /** Calls the listener whenever somebody logs out. */
  onClosed(listener: () => void): void
}

/** Seconds that a session lasts, and how many there may be: the oldest ends for one more. */
export const sessionLimits = { seconds: 12 * 3600, sessions: 100 } as const

// Who reads the memory of the process, or a dump of it, has no token yet.
const digest = (token: string): string => createHash('sha256').update(token).digest('base64')

/** @param now - milliseconds, by a clock that only rises */
export function createSessions(now: () => number = () => performance.now()): Sessions {
  const sessions = new Map<string, Session>()
  const listeners = new Set<() => void>()
  const isOpen = (session: Session) => session.until > now() && [...sessions.values()].includes(session)

  return {
    open() {
      const token = randomBytes(32).toString('base64url')
      if (sessions.size >= sessionLimits.sessions) sessions.delete(sessions.keys().next().value!)
      sessions.set(digest(token), { until: now() + sessionLimits.seconds * 1000 })
      return token
    },
    find(token) {
      if (token === undefined) return undefined
      const name = digest(token)
      const session = sessions.get(name)
      if (session === undefined || session.until > now()) return session
      sessions.delete(name)
      return undefined
    },
    close(token) {
      if (token === undefined || !sessions.delete(digest(token))) return
      for (const listener of listeners) listener()
    },
    isOpen,
    onClosed: (listener) => {
      listeners.add(listener)
    },
  }
}
