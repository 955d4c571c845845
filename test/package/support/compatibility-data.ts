import bcd from '@mdn/browser-compat-data' with { type: 'json' }

/** Oldest version of each browser, by its name in the compatibility data. */
export type Browsers = Readonly<Record<string, number>>

interface Statement {
  readonly version_added?: string | boolean | null
  readonly version_removed?: string | boolean | null
  readonly flags?: unknown
  readonly prefix?: string
  readonly alternative_name?: string
}

/** What the data say of an interface, a member or a parameter; further features are in it by their names. */
export interface Feature {
  readonly [name: string]: Feature | undefined
}

const { api, javascript } = bcd as unknown as { api: Feature; javascript: Feature }
const builtins = javascript.builtins!
const owners: Readonly<Record<string, Feature | undefined>> = { ...api, ...builtins }

const supportOf = (feature: Feature | undefined): Record<string, Statement | Statement[]> | undefined =>
  (feature?.__compat as { support: Record<string, Statement | Statement[]> } | undefined)?.support

const numberOf = (version: unknown): number =>
  typeof version === 'string' ? Number.parseFloat(version.replace('≤', '')) || Infinity : Infinity

/** The browsers that lack a feature, each with the version that brought it. */
export const lacking = (feature: Feature | undefined, browsers: Browsers): string[] =>
  Object.entries(browsers).flatMap(([browser, oldest]) => {
    const added = [supportOf(feature)?.[browser] ?? []]
      .flat()
      .filter((each) => !each.flags && !each.prefix && !each.alternative_name && !each.version_removed)
      .map((each) => numberOf(each.version_added))
    const since = Math.min(Infinity, ...added)
    return since > oldest ? [`${browser} ${since === Infinity ? 'never' : since}`] : []
  })

const members = new Map<string, Feature[]>()
for (const owner of Object.values(owners)) {
  for (const [key, feature] of Object.entries(owner ?? {})) {
    const name = key.replace(/_static$/, '')
    if (supportOf(feature) && !/_event$/.test(name)) members.set(name, [...membersOf(name), feature!])
  }
}

/** All that there is of a name, on whichever object. */
export function membersOf(name: string): Feature[] {
  return members.get(name) ?? []
}

/** What a global of that name is. */
export const globalOf = (name: string): Feature | undefined =>
  [owners[name], builtins.globalThis?.[name], api.Window?.[name], api.EventTarget?.[name]].find(supportOf)

/** What is there of a name on a constructor or a namespace: `Object.hasOwn`, `AbortSignal.timeout`. */
export const staticOf = (owner: string, name: string): Feature | undefined =>
  [builtins[owner]?.[name], api[owner]?.[`${name}_static`]].find(supportOf)

/** What a function knows under that name among its options: `addEventListener(…, { signal })`. */
export const optionOf = (called: string, option: string): Feature | undefined =>
  [globalOf(called), ...membersOf(called)]
    .flatMap((feature) => [feature, feature?.options_parameter])
    .flatMap((feature) => [
      feature?.[option],
      feature?.[`options_${option}_parameter`],
      feature?.[`init_${option}_parameter`],
    ])
    .find(supportOf)
