// @vitest-environment node
import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { isFields } from '../../../src/lib/is-fields.ts'

class Labels {
  embedId = 'e-42'
}

describe('isFields', () => {
  it.each([
    ['an object', {}],
    ['an object without a prototype', Object.create(null)],
    ['an instance of a class', new Labels()],
    ['an object of another realm', runInContext('({ a: 1 })', createContext())],
    ['a proxy of an object', new Proxy({}, {})],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a regular expression', /x/],
  ])('takes %s', (_, value) => {
    expect(isFields(value)).toBe(true)
  })

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['text', 'text'],
    ['a number', 1],
    ['a bigint', 1n],
    ['a symbol', Symbol('s')],
    ['an array', []],
    ['an array of another realm', runInContext('[]', createContext())],
    ['a function', () => ({})],
  ])('takes no %s', (_, value) => {
    expect(isFields(value)).toBe(false)
  })
})
