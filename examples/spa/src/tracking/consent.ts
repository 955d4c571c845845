import { type ConsentState, createConsent } from 'rivulet'

export type Choice = Exclude<ConsentState, 'pending'>

const key = 'seed-library.choice'
const listeners = new Set<() => void>()

/** Storage may be blocked: then the visitor is asked again on the next visit. */
const remembered = (): Choice | undefined => {
  try {
    const choice = localStorage.getItem(key)
    return choice === 'granted' || choice === 'denied' ? choice : undefined
  } catch {
    return undefined
  }
}

/** Pending until somebody has chosen, here or on an earlier visit; denied where the browser says so. */
export const consent = createConsent(remembered())

/** The tracker's consent, and what the page remembers of it and shows. */
export const choice = {
  get: (): ConsentState => consent.state,
  choose(next: Choice): void {
    if (next === 'granted') consent.grant()
    else consent.deny()
    try {
      localStorage.setItem(key, next)
    } catch {}
    for (const listener of listeners) listener()
  },
  watch(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
