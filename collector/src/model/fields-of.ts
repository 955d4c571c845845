/** What a payload says by name: nothing, where it is no object. */
export const fieldsOf = (payload: unknown): Readonly<Record<string, unknown>> =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? { ...payload } : {}
