import fc from 'fast-check'

/** Any value that JSON can say, but `__proto__` for a key: the rison2 library assigns it, and so loses it. */
export const json: fc.Arbitrary<unknown> = fc
  .jsonValue({ stringUnit: 'binary' })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes('__proto__'))
  .map((text) => JSON.parse(text))
