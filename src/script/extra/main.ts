import type { Issue, Plugin } from '../../types.ts'
import { debug, vitals } from '../hashes.ts'
import type { Tag } from '../parts.ts'
import { pluginOf } from './plugin-of.ts'
import { renewing } from './renew.ts'
import { share } from './share.ts'
import { take } from './take.ts'

/** An attribute that merely stands there, also as frameworks write that. */
const isBare = (value: string | undefined): boolean => /^(|on|true)$/.test(value ?? '')

/** Throws where one of them is no page's address. */
const originsOf = (value = ''): readonly string[] =>
  value.split(/[\s,]+/).map((address) => {
    const { origin } = new URL(address)
    return origin === 'null' ? new URL('').origin : origin
  })

const attributeOf = (name: string): string =>
  `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Does what one attribute asks for. @returns is over when the tracker may begin */
const begin = async (tag: Tag, name: string): Promise<unknown> => {
  const { attributes, tracker, load } = tag
  const written = attributes[name]
  const value = isBare(written) ? undefined : written
  try {
    switch (name) {
      case 'debug':
        return (await load<{ default(tag: Tag, value?: string): void }>('debug', debug)).default(tag, value)
      case 'webVitals':
        return tracker.use((await load<{ default: Plugin }>('vitals', vitals)).default)
      case 'shareIds':
        return tracker.use(share(tag, originsOf(value)))
      case 'renewIds':
        return tracker.use(renewing(tag, value))
      case 'takeIds':
        return await take(tag, originsOf(value))
    }
    const plugin = pluginOf(name, value, attributes.pageViews === 'hash')
    return plugin && tracker.use(plugin)
  } catch (thrown) {
    const isIssue = (thrown as Partial<Issue> | undefined)?.reason
    const issue = isIssue
      ? (thrown as Issue)
      : ({ reason: 'invalid', field: attributeOf(name), value: written, events: 0 } satisfies Issue)
    tag.issues?.push(issue)
    return tag.onIssue(issue)
  }
}

/**
 * Begins with what the tag's attributes ask for.
 *
 * @returns is over when the tag's tracker may begin, where it waits
 */
export default async (tag: Tag): Promise<void> => {
  const begun = tag.asked.map((name) => [name, begin(tag, name)] as const)
  for (const [name, isOver] of begun) if (name === 'debug' || name === 'takeIds') await isOver
}
