/** What a function throws; fails when it throws nothing. */
export const caught = (work: () => unknown): unknown => {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  throw new Error('Nothing was thrown.')
}
