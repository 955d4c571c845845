/** What a table has under a name, and not what every object has there (`constructor`). */
export const ownValue = <Value>(table: { readonly [name: string]: Value }, name: string): Value | undefined =>
  // Object.hasOwn came with Chrome 93 and Safari 15.4.
  Object.getOwnPropertyDescriptor(table, name)?.value
