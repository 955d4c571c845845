/** Tells of each part of the whole when it is reached for the first time, and of those before it first. */
export const createQuartiles = (say: (name: string) => void): ((share: number) => void) => {
  const left = [25, 50, 75, 90, 100]
  return (share) => {
    while (share * 100 >= left[0]!) say(`reached${left.shift()}`)
  }
}
