import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameOf, withoutQueries } from '../../../src/plugins/errors/frame-of.ts'
import { messageOf } from '../../../src/plugins/errors/message-of.ts'

/** Any address with a query or a hash, as a browser writes it, and the same without. */
const address = fc
  .tuple(
    fc.constantFrom('https://shop.example', 'http://127.0.0.1:8080', 'file:///C:', 'webpack-internal:///.'),
    fc.webPath(),
    fc.string(),
    fc.string(),
  )
  .map(([origin, path, query, hash]) => {
    const url = new URL(origin + path)
    url.search = query
    url.hash = hash
    return { whole: url.href, bare: url.href.split(/[?#]/)[0]! }
  })
const number = fc.nat().map(String)

/** The first line of a stack, as each engine writes it. */
const frames: readonly [string, (address: string, place: string) => string][] = [
  ['Chromium', (at, place) => `    at Foo.#bar [as go] (${at}${place})`],
  ['Chromium, outside of functions', (at, place) => `    at ${at}${place}`],
  ['Chromium, evaluated', (at, place) => `    at eval (eval at go (${at}${place}), <anonymous>${place})`],
  ['Firefox', (at, place) => `fail/<@${at}${place}`],
  ['Firefox, evaluated', (at, place) => `@${at} line 5 > eval${place}`],
  ['Safari', (at, place) => `global code@${at}${place}`],
]

describe.each(frames)('a frame of %s', (_, write) => {
  it('says all but what follows the address, whatever that is', () => {
    fc.assert(
      fc.property(address, number, number, ({ whole, bare }, line, column) => {
        const place = `:${line}:${column}`
        const frame = frameOf(
          `Error: no\n${write(whole, place)}\n    at later (https://x.example/:1:1)`,
          'Error: no',
        )
        expect(frame.endsWith(place) || frame.endsWith(`${place})`)).toBe(true)
        expect(frame).toContain(bare)
        // What is left is what would be without the query, but for the inner place of code that was evaluated.
        const expected = write(bare, place)
        const isInside = whole !== bare && /eval at/.test(expected)
        expect(frame).toBe(isInside ? expected.replace(`${place}),`, '') : expected)
      }),
    )
  })
})

it('a message that looks like a place is none', () => {
  const stack = 'Error: ann@x.example at 12:30:45\n    at go (https://x.example/a.js:1:2)'
  expect(frameOf(stack, 'Error: ann@x.example at 12:30:45')).toBe('    at go (https://x.example/a.js:1:2)')
})

it('the issue’s own address', () => {
  const query = '?next=https://other.example/cb&token=SECRET12:30&mail=ann@x.example'
  expect(frameOf(`    at https://shop.example/p${query}:3:9`)).toBe('    at https://shop.example/p:3:9')
  expect(withoutQueries(`Failed to load https://shop.example/p${query}.`)).toBe(
    'Failed to load https://shop.example/p',
  )
  expect(withoutQueries('Is it: really? Yes #1, at 12:30 #2')).toBe('Is it: really? Yes #1, at 12:30 #2')
})

describe('what was thrown', () => {
  class Refused {
    code = 'E42'
    customer = 'ann@x.example'
  }
  class Named {
    toString() {
      return 'Named!'
    }
  }
  it.each([
    [{ code: 42 }, '{code: 42}'],
    [
      { code: 'E42', details: { mail: 'ann@x.example' }, mail: 'ann@x.example' },
      '{code: E42, details, mail}',
    ],
    [Object.assign(Object.create(null), { status: 404 }), '{status: 404}'],
    [Object.create(null), '{}'],
    [new Refused(), '{code: E42, customer}'],
    [new Named(), 'Named!'],
    [{ message: 'like an error' }, 'like an error'],
    [{ message: { code: 1 } }, '{message}'],
    [{ code: { deep: 1 } }, '{code}'],
    [Symbol('s'), 'Symbol(s)'],
    [undefined, 'undefined'],
    [null, 'null'],
    [['a', 'b'], 'a,b'],
    [new Error('no'), 'no'],
  ])('%o is %s', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message)
  })

  it('is what the browser says of it, unless that knows no more than that it is an object', () => {
    expect(messageOf(new Error('no'), 'Uncaught Error: no')).toBe('Uncaught Error: no')
    expect(messageOf(null, 'Script error.')).toBe('Script error.')
    expect(messageOf({ code: 42 }, 'Uncaught #<Object>')).toBe('{code: 42}')
  })

  it('is some text, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBoxedValues: true }), (thrown) => {
        expect(typeof messageOf(thrown)).toBe('string')
      }),
    )
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(typeof messageOf(proxy)).toBe('string')
  })
})
