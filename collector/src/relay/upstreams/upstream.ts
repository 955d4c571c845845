import type { LiveEvent } from '../../model/event.ts'
import type { Target } from '../target.ts'
import type { Answer, Verdict } from '../verdict.ts'

/** A request of the relay. */
export interface Outgoing {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** An event as a service takes it, or why it does not. */
export type Written = { readonly line: string } | { readonly unwritable: string }

/** What a service is: how it is spoken to. It knows no network. */
export interface Upstream {
  /** Of one request. */
  readonly limits: { readonly events: number; readonly bytes: number }
  write(event: LiveEvent): Written
  /** @param now - milliseconds since the epoch */
  request(lines: readonly string[], now: number): Outgoing
  /** What an answer means, where its status alone does not say. */
  judge?(answer: Answer): Verdict | undefined
}

export type OpenUpstream = (target: Target) => Upstream
