// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { addressCleaner } from '../../../src/wires/address-cleaner.ts'

const campaign = 'utm_source=news&utm_medium=email&utm_campaign=may&utm_term=mug&utm_content=top&utm_id=7'

describe('by default', () => {
  it.each([
    ['https://shop.example/a/b', 'https://shop.example/a/b'],
    ['https://shop.example/?email=ann@example.com', 'https://shop.example/'],
    [`https://shop.example/a?${campaign}`, `https://shop.example/a?${campaign}`],
    ['https://shop.example/?email=a&utm_source=x&token=t', 'https://shop.example/?utm_source=x'],
    ['https://shop.example/?utm_source=x&email=a&utm_id=1', 'https://shop.example/?utm_source=x&utm_id=1'],
    ['https://shop.example/?utm_source=x?email=ann@example.com', 'https://shop.example/?utm_source=x'],
    ['https://shop.example/?utm_email=a&xutm_source=b&UTM_SOURCE=c&=d&&', 'https://shop.example/'],
    ['https://shop.example/?gclid=1&fbclid=2', 'https://shop.example/'],
    ['https://shop.example/a&b=c/d?e=f', 'https://shop.example/a&b=c/d'],
    ['https://shop.example/#access_token=t', 'https://shop.example/'],
    ['https://shop.example/?utm_source=x#top?email=a', 'https://shop.example/?utm_source=x'],
    ['https://shop.example/#/basket?email=a&utm_source=x', 'https://shop.example/#/basket?utm_source=x'],
    ['https://shop.example/?email=a#!/basket#token', 'https://shop.example/#!/basket'],
    ['https://shop.example/?q=a\nb#c\nd', 'https://shop.example/'],
    ['HTTPS://shop.example/?email=a', 'HTTPS://shop.example/'],
    ['capacitor://localhost/?email=a', 'capacitor://localhost/'],
    ['file:///a.html?email=a', 'file:///a.html'],
    ['/account?email=a', '/account'],
    ['//shop.example/?email=a', '//shop.example/'],
  ])('of %s is left %s', (address, left) => {
    expect(addressCleaner()(address)).toBe(left)
  })

  it.each([
    '',
    '24/7? #1',
    'Why? And how & when',
    '?email=a',
    'see https://shop.example/?a=b',
    'mailto:a?b=c',
  ])('a text that is no address is left as it is: %s', (text) => expect(addressCleaner()(text)).toBe(text))
})

describe('parameters', () => {
  const address = 'https://shop.example/?q=mug&page=2&utm_source=x&email=a'

  it.each<[string | readonly string[], string]>([
    [['q', 'page'], 'https://shop.example/?q=mug&page=2&utm_source=x'],
    ['q page', 'https://shop.example/?q=mug&page=2&utm_source=x'],
    ['page,\n q', 'https://shop.example/?q=mug&page=2&utm_source=x'],
    [[], 'https://shop.example/?utm_source=x'],
    ['', 'https://shop.example/?utm_source=x'],
    ['all', address],
    [['all'], address],
  ])('%j leaves %s', (parameters, left) => expect(addressCleaner(parameters)(address)).toBe(left))

  it('are named as they are written, and never patterns', () => {
    const clean = addressCleaner(['filter[colour]', '.*', 'a+'])
    expect(clean('/?filter[colour]=red&filter=1&email=a&a+=1&aa=1')).toBe('/?filter[colour]=red&a+=1')
  })

  it('all leaves hashes too', () => {
    expect(addressCleaner('all')('/?email=a#top')).toBe('/?email=a#top')
  })
})
