/** All that was given for one of Kaltura's parameters, as text; nothing where it was not given. */
export function textsOf(payload: Readonly<Record<string, unknown>>, name: string): string[] {
  // A name may be one that objects have by nature.
  const value = Object.hasOwn(payload, name) ? payload[name] : []
  return [value].flat().map(String)
}
