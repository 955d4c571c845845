/** Those of a list that an environment variable names, with commas between; all, when it is not set. */
export const chosen = (variable, all, nameOf) => {
  const names = process.env[variable]?.split(',')
  if (!names) return all
  const known = all.map(nameOf)
  for (const name of names) {
    if (!known.includes(name))
      throw Error(`${variable}: there is no "${name}"; there are: ${known.join(', ')}`)
  }
  return all.filter((entry) => names.includes(nameOf(entry)))
}
