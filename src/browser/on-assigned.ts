/** What a variable that nobody has set is when it is. */
const defaultDescriptor: PropertyDescriptor = { configurable: true, enumerable: true, writable: true }

/**
 * Calls when the page assigns to a variable of its window, until the signal aborts: functions stand in the place of its value, and
 * then it is what it was. A variable that a script has declared by `var` is not to be changed so, and not watched.
 *
 * @param restored - when it is what it was: later than the signal aborts, where somebody else watches it too
 */
export const onAssigned = (
  name: string,
  assigned: () => void,
  restored: () => void,
  signal: AbortSignal,
): void => {
  const page = globalThis as { [name: string]: unknown }
  const now = (): PropertyDescriptor | undefined => Object.getOwnPropertyDescriptor(page, name)
  const own = now()
  const before = own ?? defaultDescriptor
  const below = before.set as (((value: unknown) => void) & { readonly restore?: () => void }) | undefined
  if (!before.configurable || !(below || before.writable)) return

  // Elements are found under their ids, which are no properties of the window itself.
  let isOwn = !!own
  let value = page[name]
  const restore = (): void => {
    // Whoever has put something over it since goes on with ours, which calls no more.
    if (!signal.aborted || now()?.set !== set) return
    if (isOwn) Object.defineProperty(page, name, below ? before : { ...before, value })
    else Reflect.deleteProperty(page, name)
    // Below may be ours as well, and have ended before.
    below?.restore?.()
    restored()
  }
  const set = Object.assign(
    (next: unknown): void => {
      isOwn = true
      value = next
      below?.call(page, next)
      if (!signal.aborted) assigned()
    },
    { restore },
  )
  Object.defineProperty(page, name, {
    configurable: true,
    enumerable: before.enumerable!,
    get: () => (below ? before.get?.call(page) : value),
    set,
  })
  signal.addEventListener('abort', restore)
}
