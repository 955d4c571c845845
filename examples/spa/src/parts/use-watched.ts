import { useSyncExternalStore } from 'react'

/** The value of something that lives outside of React, now and after each change. */
export const useWatched = <Value>({
  get,
  watch,
}: {
  readonly get: () => Value
  readonly watch: (listener: () => void) => () => void
}): Value => useSyncExternalStore(watch, get)
