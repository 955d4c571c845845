import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { onceActivated, onOnline, onPageLife } from '../../../src/browser/page-life.ts'
import { activatePage, hidePage, leavePage, prerenderPage, showPage } from '../../support/page.ts'

/** What the page was heard to do, in order. */
const listen = () => {
  const heard: string[] = []
  const life = new AbortController()
  onTestFinished(() => life.abort())
  onPageLife(
    () => heard.push('leaves'),
    () => heard.push('is back'),
    life.signal,
  )
  return { heard, stop: () => life.abort() }
}

describe('onPageLife', () => {
  it('says that the page is hidden and shown, each time', () => {
    const { heard } = listen()
    hidePage()
    showPage()
    hidePage()
    expect(heard).toEqual(['leaves', 'is back', 'leaves'])
  })

  it('says that the page is left', () => {
    const { heard } = listen()
    leavePage()
    expect(heard).toEqual(['leaves'])
  })

  it('says that the page is frozen and thawed', () => {
    const { heard } = listen()
    // Told to the document, and they do not bubble.
    for (const event of ['freeze', 'resume']) document.dispatchEvent(new Event(event))
    expect(heard).toEqual(['leaves', 'is back'])
  })

  it('says that the page is put into the back/forward cache and taken out, but not that it is shown first', () => {
    const { heard } = listen()
    const show = (persisted: boolean): unknown =>
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
    show(false)
    expect(heard).toEqual([])
    leavePage()
    show(true)
    expect(heard).toEqual(['leaves', 'is back'])
  })

  it('hears of it even where the page stops its own events', () => {
    const { heard } = listen()
    const stop = (event: Event): void => event.stopImmediatePropagation()
    document.addEventListener('visibilitychange', stop)
    onTestFinished(() => document.removeEventListener('visibilitychange', stop))
    hidePage()
    expect(heard).toEqual(['leaves'])
  })

  it('says nothing more when it is stopped', () => {
    const { heard, stop } = listen()
    stop()
    hidePage()
    leavePage()
    showPage()
    expect(heard).toEqual([])
  })
})

describe('onOnline', () => {
  it('says that the network is back, until it is stopped', () => {
    const back = vi.fn()
    const life = new AbortController()
    onOnline(back, life.signal)
    window.dispatchEvent(new Event('online'))
    expect(back).toHaveBeenCalledTimes(1)
    life.abort()
    window.dispatchEvent(new Event('online'))
    expect(back).toHaveBeenCalledTimes(1)
  })
})

describe('onceActivated', () => {
  it('does the work at once on a page that somebody sees', () => {
    const work = vi.fn()
    onceActivated(work)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('waits until a page that is rendered in advance is activated, and does it once', () => {
    prerenderPage()
    const work = vi.fn()
    onceActivated(work)
    expect(work).not.toHaveBeenCalled()
    activatePage()
    document.dispatchEvent(new Event('prerenderingchange'))
    expect(work).toHaveBeenCalledTimes(1)
  })
})
