/** @returns looks, and calls when what is read is not what it was */
export const onChange = <Value>(read: () => Value, changed: (value: Value) => void): (() => void) => {
  let last = read()
  return () => {
    const value = read()
    if (value === last) return
    last = value
    changed(value)
  }
}
