/** A value as JSON. What is nested too deep to be written (JSON.parse reads deeper than JSON.stringify writes) says so. */
export function compactJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return '(nested too deep to be shown)'
  }
}
