import type { WireRequest } from './wire.ts'

/** How a request fared, in HTTP's terms. */
export interface DeliveryResult {
  /**
   * - 200: delivered;
   * - 202: the browser has it, and nobody will say whether it arrived;
   * - 400: the collector will never have it;
   * - 413: too large, try half of it; of a single line: never;
   * - 0: no answer, or none of a collector;
   * - anything else: not now.
   */
  readonly status: number
  /** Not before so many ms. */
  readonly retryAfter?: number
  /** Of what was delivered, what the collector said of each line it will never have. */
  readonly rejected?: readonly unknown[] | undefined
  /**
   * Of the lines that were asked for, those that the collector does not have, counted from 1.
   *
   * @default all
   */
  readonly missing?: readonly number[] | undefined
  /** The collector's clock, in seconds since the epoch. */
  readonly time?: number | undefined
  /** Why no collector can be reached: the status that came back and its address, or the address that is silent. */
  readonly received?: string
}

/** What a delivery has to know beside the request. */
export interface SendOptions {
  /** Whether the page may be about to end. */
  readonly isLeaving: boolean
  /** Whether the browser has refused even a single line, by a 413 that came at once. */
  readonly isRefused: boolean
}

/** How requests are sent. */
export interface Delivery {
  /**
   * The attempt is made before this returns, and it answers at once where it can: on the way out of a page there is
   * no later. It never rejects.
   */
  send(request: WireRequest, options: SendOptions): DeliveryResult | Promise<DeliveryResult>
  /**
   * Whether its results say what the collector has, so that it can be asked.
   *
   * @default false
   */
  readonly isAnswered?: boolean
  /** Makes a request smaller, while there is time. */
  prepare?(request: WireRequest): Promise<WireRequest>
  /**
   * Told whenever what waits has changed.
   *
   * @param pending - the request that would be sent next, of at most so many lines
   */
  onPendingChange?(pending: (maxCount?: number) => WireRequest | undefined): void
}
