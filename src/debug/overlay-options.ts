/** The same thing with some functions of its own. Not a copy, which would lose what it inherits and leave getters behind. */
export const laidOver = <Base extends object>(base: Base, own: Partial<Base>): Base =>
  // Defined, not assigned: what is frozen refuses that.
  Object.create(base, Object.getOwnPropertyDescriptors(own)) as Base
