import { onTestFinished, vi } from 'vitest'
import { writeCookie } from './cookie-jar.ts'

type HappyWindow = { readonly happyDOM: { setURL(address: string): void } }

/** Puts the page at another address for the rest of the test. */
export const openPage = (address: string): void => {
  const before = location.href
  const { happyDOM } = window as unknown as HappyWindow
  happyDOM.setURL(address)
  onTestFinished(() => happyDOM.setURL(before))
}

/** Puts the page into a frame of another origin, which may not read the address of the page around it. */
export const openInForeignFrame = (): void => {
  const block = (): never => {
    throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError')
  }
  const around = Object.defineProperties({}, { location: { get: block }, document: { get: block } })
  stubGlobal('top', around)
}

/** Gives a global another value for the rest of the test. */
export const stubGlobal = (name: string, value: unknown): void => stubGlobalGetter(name, () => value)

/** Has a global read by a function for the rest of the test. */
export const stubGlobalGetter = (name: string, get: () => unknown): void => {
  const before = Object.getOwnPropertyDescriptor(globalThis, name)
  Object.defineProperty(globalThis, name, { get, configurable: true })
  onTestFinished(() => {
    if (before) Object.defineProperty(globalThis, name, before)
    else Reflect.deleteProperty(globalThis, name)
  })
}

const setVisibility = (state: 'visible' | 'hidden'): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

/** Hides the page, as when its tab is left; it is shown again when the test is over. */
export const hidePage = (): void => {
  setVisibility('hidden')
  onTestFinished(showPage)
}

export const showPage = (): void => setVisibility('visible')

/** The page goes for good, or into the back/forward cache. */
export const leavePage = (): void => {
  window.dispatchEvent(new Event('pagehide'))
}

const setPrerendering = (prerendering: boolean): void => {
  Object.defineProperty(document, 'prerendering', { value: prerendering, configurable: true })
}

/** The browser renders the page in advance, until it is activated. */
export const prerenderPage = (): void => {
  setPrerendering(true)
  onTestFinished(() => {
    Reflect.deleteProperty(document, 'prerendering')
  })
}

/** Somebody has come to the page that was rendered in advance. */
export const activatePage = (): void => {
  setPrerendering(false)
  document.dispatchEvent(new Event('prerenderingchange'))
}

/** Forgets what earlier tests have stored. */
export const clearStorage = (): void => {
  localStorage.clear()
  for (const cookie of document.cookie.split('; ')) {
    writeCookie(`${cookie.split('=')[0]}=; path=/; expires=${new Date(0).toUTCString()}`)
  }
}
