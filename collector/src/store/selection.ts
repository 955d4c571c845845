/** Which events are meant. It travels to another process: plain data. */
export interface Selection {
  /** Absent: all. */
  readonly scopes?: readonly string[] | undefined
  /** Absent: all. */
  readonly types?: readonly string[] | undefined
  /** Ticks since the epoch: the first EventTime that is meant, and the first after it that is not. */
  readonly from?: bigint | undefined
  readonly to?: bigint | undefined
  /** OData’s `$filter`. */
  readonly filter?: string | undefined
}
