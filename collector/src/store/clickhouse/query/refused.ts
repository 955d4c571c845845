import { queryError } from '../../../query/query-error.ts'

/** What this engine has no words for so far. It is said, and nothing is answered that another engine would not. */
export const refused = <Name extends string>(names: readonly Name[]): Readonly<Record<Name, () => never>> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        throw queryError(`${name} is not supported by a cluster yet`)
      },
    ]),
  ) as unknown as Readonly<Record<Name, () => never>>
