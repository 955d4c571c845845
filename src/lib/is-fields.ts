/** Whether a value has named fields: any object that is no array. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  !!value && typeof value === 'object' && !Array.isArray(value)
