import { attempt } from '../lib/attempt.ts'
import type { Issue } from '../types.ts'
import { nearest } from './nearest.ts'
import { textOf } from './text-of.ts'

const marks = ['category', 'action', 'on', 'label']
const times = ['click', 'submit', 'visible']

/** Labels that somebody has surely written with a capital. */
const hadCapital =
  /^(embed|entry|product|order|item|article|photo|image|video|film|page|campaign|customer|user|session|list|display)(id|name|number|title|type|url)$/

/** What is wrong with an attribute `data-rv-…` of the page, and what to write; nothing where it is right. */
export const markAdvice = (name: string, value: string): string | undefined => {
  const [, , mark = '', ...rest] = name.split('-')
  const label = rest.join('-')
  if (mark === 'label' && label) {
    const [, first, last] = hadCapital.exec(label) ?? []
    return (
      first &&
      `HTML has no capitals: the label is called ${label}. Write data-rv-label-${first}-${last} for ${first}${last![0]!.toUpperCase()}${last!.slice(1)}.`
    )
  }
  if (!marks.includes(mark) || label || mark === 'label') {
    const meant = nearest(mark, marks)
    const whole = meant && `data-rv-${meant}${meant === 'label' ? `-${label || 'embed-id'}` : ''}`
    return `There is no ${name}, and it is ignored. ${whole ? `Did you mean ${whole}?` : `A label is written data-rv-label-${name.slice('data-rv-'.length)}.`}`
  }
  if (!value && mark === 'action') return `${name} is empty: the element sends nothing. Name the action.`
  if (mark === 'on' && value && !times.includes(value))
    return `${name} cannot be ${value}: the element sends nothing. Write ${times.join(', ')}.`
}

/** Attributes of ours, or nearly, wherever they are: CSS cannot ask for the beginning of a name. */
const everyMark = '//@*[starts-with(name(), "data-rv-")]'

/** Tells of each attribute `data-rv-…` that has something wrong, once, also of those that come later. */
export const watchMarks = (tell: (issue: Issue) => void, signal: AbortSignal): void => {
  const told = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (): void => {
    timer = undefined
    attempt(() => {
      // ORDERED_NODE_SNAPSHOT_TYPE: the page may change while it is read.
      const found = document.evaluate(everyMark, document, null, 7)
      for (let at = 0; at < found.snapshotLength; at++) {
        const { name: field, value, ownerElement } = found.snapshotItem(at) as Attr
        const key = `${field}=${/label/.test(field) ? '' : value}`
        if (told.has(key) || !markAdvice(field, value)) continue
        told.add(key)
        const element = textOf((ownerElement!.cloneNode() as Element).outerHTML)
        tell({ reason: 'invalid', field, value, events: 0, element } as Issue)
      }
    })
  }
  const lookSoon = (): void => {
    timer ??= setTimeout(look, 200)
  }
  const observer = attempt(() => new MutationObserver(lookSoon))
  observer?.observe(document, { childList: true, subtree: true })
  signal.addEventListener('abort', () => {
    observer?.disconnect()
    clearTimeout(timer)
  })
  lookSoon()
}
