import { queryError } from '../../../query/query-error.ts'

/** As KQL has it: `array_concat`. */
const shown = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** What this engine has no words for so far. It is said, and nothing is answered that another engine would not. */
export const refused = <Name extends string>(names: readonly Name[]): Readonly<Record<Name, () => never>> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        throw queryError(`${shown(name)} is not supported by a cluster yet`)
      },
    ]),
  ) as unknown as Readonly<Record<Name, () => never>>
