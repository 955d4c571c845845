import type { Issue } from '../types.ts'

/** Refuses what the caller gave for a field. */
export const refuse = (field: string, value: unknown): never => {
  throw { reason: 'invalid', field, value } satisfies Issue
}
