/** Does what may throw, and gives nothing when it does. */
export const attempt = <Result>(
  work: () => Result,
  failed?: (thrown: unknown) => void,
): Result | undefined => {
  try {
    return work()
  } catch (thrown) {
    failed?.(thrown)
  }
}
