/**
 * Those of a list that an environment variable names, with commas between.
 *
 * @param usual - names of those that are taken when the variable is not set: all, when it is left out
 */
export const chosen = (variable, all, nameOf, usual) => {
  const names = process.env[variable]?.split(',') ?? usual
  if (!names) return all
  const known = all.map(nameOf)
  for (const name of names) {
    if (!known.includes(name))
      throw Error(`${variable}: there is no "${name}"; there are: ${known.join(', ')}`)
  }
  return all.filter((entry) => names.includes(nameOf(entry)))
}

/** The whole numbers that an environment variable lists, with commas between, or the usual ones. */
export const numbers = (variable, usual) => {
  const listed = process.env[variable]?.split(',').map(Number) ?? usual
  if (listed.some((number) => !Number.isInteger(number) || number < 0))
    throw Error(`${variable} must be whole numbers with commas between`)
  return listed
}
