/** Whether a value is a plain set of fields: an object of any realm or prototype, but no array, date or null. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  ({}).toString.call(value) === '[object Object]'
