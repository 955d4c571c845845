import fc from 'fast-check'

const refuse = (): never => {
  throw new Error('garbage')
}

/** A proxy of anything that throws at whatever is done to it. */
const throwingProxy = (target: object): object =>
  new Proxy(
    target,
    Object.fromEntries(
      Object.getOwnPropertyNames(Reflect).map((trap) => [trap, refuse]),
    ) as ProxyHandler<object>,
  )

const revokedProxy = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

const cyclic = (): object => {
  const value: Record<string, unknown> = {}
  value.t = [value]
  value.labels = value
  return value
}

const hostile = fc.constantFrom<() => unknown>(
  () => throwingProxy({}),
  () => throwingProxy([]),
  () => throwingProxy(refuse),
  revokedProxy,
  cyclic,
  () => Symbol('garbage'),
  () => refuse,
  () => () => undefined,
  () => class {},
  () => 5n,
  () => ({ valueOf: refuse, toString: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse }),
  () => JSON.parse('{"__proto__":{"category":"embed","action":"view"},"constructor":1}'),
  () => document,
  () => Promise.resolve(),
)

/** Makes a value: fast-check looks into the values it generates, and these do not bear that. */
type Make = () => unknown

/** What is right, as an arbitrary of makers. */
export const right = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Make> => value.map((made) => () => made)

/** Any value there is: what JSON can say, what only JavaScript can, and what is made to break its reader. */
export const garbage: fc.Arbitrary<Make> = fc.oneof(
  right(
    fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
  ),
  hostile,
)

/** An object with some of the fields; any of them may be garbage instead, or a getter that throws. */
export const nearly = (fields: Readonly<Record<string, fc.Arbitrary<Make>>>): fc.Arbitrary<() => object> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          fc.oneof(
            { weight: 30, arbitrary: value },
            { weight: 2, arbitrary: garbage },
            { weight: 1, arbitrary: fc.constant('throws') },
            { weight: 1, arbitrary: fc.constant('absent') },
          ),
        ]),
      ),
    )
    .map((makers) => () => {
      const made = {}
      for (const [name, make] of Object.entries(makers)) {
        if (make === 'absent') continue
        const descriptor = make === 'throws' ? { get: refuse } : { value: make() }
        Object.defineProperty(made, name, { enumerable: true, ...descriptor })
      }
      return made
    })
