/**
 * Takes out the collector's variables that are empty: a line `RIVULET_STORE=` of a file is one that nobody has filled in.
 *
 * @returns the names of those that are in quotes. systemd takes quotes away, a container hands them on as part of the value
 */
export function cleanVariables(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const ours = Object.entries(environment).filter(([name]) => name.startsWith('RIVULET_'))
  for (const [name, value] of ours) if (value === '') delete environment[name]
  return ours.filter(([, value = '']) => /^(["']).*\1$/.test(value)).map(([name]) => name)
}
