import { describe, expect, it, vi } from 'vitest'
import { onPageExit } from '../../../src/browser/page-exit.ts'
import { hidePage, leavePage, showPage } from '../../support/page.ts'

const listen = () => {
  const leave = vi.fn()
  const life = new AbortController()
  onPageExit(leave, life.signal)
  return { leave, stop: () => life.abort() }
}

describe('onPageExit', () => {
  it('says that the page is hidden, each time', () => {
    const { leave, stop } = listen()
    hidePage()
    showPage()
    hidePage()
    expect(leave.mock.calls).toEqual([['hidden'], ['hidden']])
    stop()
  })

  it('says that the page is left', () => {
    const { leave, stop } = listen()
    leavePage()
    expect(leave.mock.calls).toEqual([['pagehide']])
    stop()
  })

  it('says nothing more when it is stopped', () => {
    const { leave, stop } = listen()
    stop()
    hidePage()
    leavePage()
    expect(leave).not.toHaveBeenCalled()
  })
})
