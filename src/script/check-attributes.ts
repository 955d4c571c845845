import { others } from './other-attributes.ts'
import type { Attributes } from './start.ts'

/** What attributes may say, as `name=value`. A selector is no answer to a question. */
const meant = RegExp(
  `^(collector=.|(clicks|visible)=(?!(on|true|no|false)$)|(consent=(pending|granted|denied)?|delivery=(acknowledged|beacons)?|(organization|source)=\\d*|pageViews=(on|true|off|hash)?|anonymous=(true)?)$|(parameters|${others.join('|')})=)`,
)

/** A letter too many, too few or another, or two that have changed places. */
const isNear = (written: string, name: string): boolean =>
  [...name].some((_, at) =>
    new RegExp(`^${name.slice(0, at)}.{0,3}${name.slice(at + 2)}$`, 'i').test(written),
  )

/**
 * Tells of attributes that nobody can mean: values that are none, names that are nearly ours, and that there is no
 * collector. Other names are other tools' (`data-cfasync`, `data-rocket-src`).
 *
 * @param tell - hears of each, by its name and value
 */
export const checkAttributes = (
  attributes: Attributes,
  tell: (field: string, value?: unknown) => void,
): void => {
  let ours = ''
  for (const [name, value] of Object.entries(attributes)) {
    const isMeant = meant.test(`${name}=${value}`)
    // The values stand there too, and nobody else's attribute is called so.
    const near = isMeant ? name : meant.source.match(/\w{5,}/g)!.find((known) => isNear(name, known))
    if (!near) continue
    ours += near
    if (!isMeant) tell(`data-${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`, value)
  }
  if (ours && !/collector/.test(ours)) tell('data-collector')
}
