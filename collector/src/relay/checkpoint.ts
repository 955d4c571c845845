import type { Progress, Refusal } from '../store/relay-journal.ts'

/** Milliseconds between saves, and after one that failed. */
const pause = { save: 1_000, failure: 2_000 }

/** Refused events that may be in memory alone. */
const mostUnsaved = 100

/** How far a target is, in memory and on disk. */
export interface Checkpoint {
  readonly cursor: string
  move(cursor: string): void
  refuse(event: string, reason: string): void
  /** An event that was refused before was taken now. */
  settle(event: string): void
  readonly isDue: boolean
  /** Nothing more may be refused before it is saved. */
  readonly isFull: boolean
  /** Saves what has changed. What cannot be saved now is saved another time. */
  save(): Promise<void>
}

/** @param write - resolves when it is on disk */
export function createCheckpoint(
  target: string,
  begin: string,
  write: (progress: Progress) => Promise<void>,
): Checkpoint {
  let cursor = begin
  let savedCursor = begin
  let nextSave = 0
  let refused: Refusal[] = []
  let settled: string[] = []
  return {
    get cursor() {
      return cursor
    },
    move(to) {
      cursor = to
    },
    refuse: (event, reason) => void refused.push({ event, reason, refused: Date.now() }),
    settle: (event) => void settled.push(event),
    get isDue() {
      return Date.now() >= nextSave
    },
    get isFull() {
      return refused.length > mostUnsaved
    },
    async save() {
      if (cursor === savedCursor && refused.length + settled.length === 0) return
      const progress: Progress = { target, cursor, refused, settled }
      try {
        await write(progress)
        savedCursor = progress.cursor
        refused = refused.slice(progress.refused.length)
        settled = settled.slice(progress.settled.length)
        nextSave = Date.now() + pause.save
      } catch {
        // The disk is full: what is not on it is sent again after a restart.
        nextSave = Date.now() + pause.failure
      }
    },
  }
}
