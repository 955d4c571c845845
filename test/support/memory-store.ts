import type { Store } from '../../src/types.ts'

const dayMs = 86_400_000

/** A store in memory, open to look into. Like a cookie it forgets a value after its days, by the (fake) clock. */
export const expiringStore = (): Store & { readonly held: Map<string, { value: string; ends: number }> } => {
  const held = new Map<string, { value: string; ends: number }>()
  return {
    held,
    get(key) {
      const found = held.get(key)
      return found && found.ends > Date.now() ? found.value : undefined
    },
    set: (key, value, days = Infinity) => held.set(key, { value, ends: Date.now() + days * dayMs }),
  }
}

/** A store in memory, open to look into. Like localStorage it knows no time. */
export const memoryStore = (
  entries: Record<string, string> = {},
): Store & { readonly held: Map<string, string> } => {
  const held = new Map(Object.entries(entries))
  return { held, get: (key) => held.get(key) ?? null, set: (key, value) => held.set(key, value) }
}

/** Storage that is blocked: it takes nothing and has nothing. */
export const emptyStore = (): Store => ({ get: () => undefined, set: () => undefined })
