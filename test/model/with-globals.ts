import { currentTab } from './tab.ts'

/** Gives code of pages other globals while the work lasts; everybody else has the real ones. */
export const withGlobals = async (
  globals: Readonly<Record<string, () => unknown>>,
  work: () => Promise<void>,
): Promise<void> => {
  const before = new Map<string, PropertyDescriptor | undefined>()
  for (const [name, get] of Object.entries(globals)) {
    let real = Object.getOwnPropertyDescriptor(globalThis, name)
    before.set(name, real)
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => (currentTab() ? get() : real?.get ? real.get.call(globalThis) : real?.value),
      // The test runner sets timers of its own now and then.
      set(value) {
        real = { value, configurable: true, writable: true }
        before.set(name, real)
      },
    })
  }
  try {
    await work()
  } finally {
    for (const [name, real] of before) {
      if (real) Object.defineProperty(globalThis, name, real)
      else Reflect.deleteProperty(globalThis, name)
    }
  }
}

/** A function of the platform that pages have another of: `Date.now`. Undone by the function it returns. */
export const replace = <Name extends string>(
  owner: Record<Name, (...given: never[]) => unknown>,
  name: Name,
  ours: (...given: never[]) => unknown,
): (() => void) => {
  const real = owner[name]
  owner[name] = (...given) => (currentTab() ? ours(...given) : real.apply(owner, given))
  return () => {
    owner[name] = real
  }
}
