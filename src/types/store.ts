import type { Line } from './wire.ts'

/** A place where small values outlive the page. None of its functions throws. */
export interface Store {
  get(key: string): string | null | undefined
  /**
   * @param days - how long to keep it, where the store knows of time
   * @returns something true when it is kept
   */
  set(key: string, value: string, days?: number): unknown
}

/** A place where lines outlive the page, each under a key of its own. */
export interface LineStore extends Store {
  remove(key: string): void
  /** All that is kept under keys that begin so, by whichever page. */
  all(prefix: string): Promise<readonly (readonly [key: string, line: Line])[]>
}
