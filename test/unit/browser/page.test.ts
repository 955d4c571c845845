import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  embeddingPage,
  embeddingTitle,
  hasPage,
  isForeignFrame,
  isHidden,
} from '../../../src/browser/page.ts'
import { hidePage, openInForeignFrame, openPage, showPage, stubGlobal } from '../../support/page.ts'

const refer = (address: string): void => {
  const referrer = vi.spyOn(document, 'referrer', 'get').mockReturnValue(address)
  onTestFinished(() => referrer.mockRestore())
}

describe('page', () => {
  it('is there in a browser, and not on a server or in a worker', () => {
    expect(hasPage()).toBe(true)
    stubGlobal('document', undefined)
    expect(hasPage()).toBe(false)
  })

  it('is hidden while it is', () => {
    expect(isHidden()).toBe(false)
    hidePage()
    expect(isHidden()).toBe(true)
    showPage()
    expect(isHidden()).toBe(false)
  })

  it('embeds itself when it is the outermost', () => {
    openPage('https://shop.example/bags?page=2#top')
    refer('https://search.example/')
    expect(isForeignFrame()).toBe(false)
    expect(embeddingPage()).toBe('https://shop.example/bags?page=2#top')
  })

  it('is embedded by the outermost page of its own origin', () => {
    stubGlobal('top', { location: { href: 'https://shop.example/' } })
    expect(isForeignFrame()).toBe(false)
    expect(embeddingPage()).toBe('https://shop.example/')
  })

  it.each([
    ['the referrer', 'https://blog.example/', 'https://blog.example/'],
    ['unknown where that is not told', '', undefined],
  ])('of another origin that embeds it is %s', (_, referrer, page) => {
    openInForeignFrame()
    refer(referrer)
    expect(isForeignFrame()).toBe(true)
    expect(embeddingPage()).toBe(page)
  })

  it.each([
    ['the outermost of them', ['https://ads.example', 'https://blog.example'], 'https://blog.example/'],
    ['unknown where that has none', ['https://ads.example', 'null'], undefined],
    ['unknown where there is no list', undefined, undefined],
    ['unknown where the list is empty', [], undefined],
  ])('without a referrer is known by the origins around it: %s', (_, origins, page) => {
    openInForeignFrame()
    refer('')
    Object.defineProperty(location, 'ancestorOrigins', { value: origins, configurable: true })
    onTestFinished(() => {
      Reflect.deleteProperty(location, 'ancestorOrigins')
    })
    expect(embeddingPage()).toBe(page)
  })

  it('has the title of the page that embeds it, and none where that is of another origin', () => {
    document.title = 'Display'
    expect(embeddingTitle()).toBe('Display')
    stubGlobal('top', { document: { title: 'Bags' } })
    expect(embeddingTitle()).toBe('Bags')
    openInForeignFrame()
    expect(embeddingTitle()).toBeUndefined()
  })
})
