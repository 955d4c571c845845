import { type ConsentState, createConsent } from 'rivulet'

const key = 'seed-library.choice'

/** Storage may be blocked: then the visitor is asked again on the next visit. */
const remembered = (): ConsentState | undefined => {
  try {
    const choice = localStorage.getItem(key)
    return choice === 'granted' || choice === 'denied' ? choice : undefined
  } catch {
    return undefined
  }
}

/** Pending until somebody has chosen, here or on an earlier visit; denied where the browser says so. */
export const consent = createConsent(remembered())

// What it throws where storage is blocked ends here.
consent.subscribe((state) => localStorage.setItem(key, state))

// What is chosen in another tab counts here, too.
addEventListener('storage', ({ key: changed, newValue }) => {
  if (changed !== key) return
  if (newValue === 'granted') consent.grant()
  if (newValue === 'denied') consent.deny()
})

/** For the page to show. */
export const choice = {
  get: (): ConsentState => consent.state,
  watch: consent.subscribe,
}
