import { type Finding, findingsOf } from '../finding.ts'
import { meantBy } from './known-attributes.ts'
import type { ReadPage, ScriptElement } from './read-page.ts'

/** The element that starts a tracker. */
export interface Tag {
  readonly element: ScriptElement
  /** As its attribute says. */
  readonly collector: string
  /** The library itself, or the inline script that waits for it. */
  readonly isStub: boolean
}

interface Checked {
  readonly tag?: Tag
  readonly findings: readonly Finding[]
}

const { ok, warning, problem } = findingsOf('tag')

/** What a browser runs as a classic script (https://mimesniff.spec.whatwg.org/#javascript-mime-type, the usual ones). */
export const isClassic = ({ attributes: { type = '' } }: ScriptElement): boolean =>
  /^\s*((text|application)\/(x-)?(java|ecma)script)?\s*$/i.test(type)

const isModule = ({ attributes: { type = '' } }: ScriptElement): boolean => /^\s*module\s*$/i.test(type)

const collectorOf = ({ attributes }: ScriptElement): string | undefined => attributes['data-collector']

/** Finds the element with `data-collector`, or says why there is none that works. */
export function checkTag({ scripts }: ReadPage): Checked {
  const candidates = scripts.filter((each) => collectorOf(each) !== undefined)
  const working = candidates.filter((each) => isClassic(each) && collectorOf(each)!.trim() !== '')
  const [element] = working
  if (element === undefined) return absence(scripts, candidates)
  const collector = collectorOf(element)!.trim()
  const isStub = element.attributes.src === undefined
  const findings = [
    ok(
      isStub
        ? `the page has the inline script, with data-collector="${collector}".`
        : `the page has it, with data-collector="${collector}".`,
    ),
    ...notes(element),
  ]
  if (working.some((each) => collectorOf(each)!.trim() !== collector)) {
    findings.push(
      warning(
        'two tags name different collectors: each is a tracker of its own, and events are sent twice.',
        'Keep one of them, unless you want both.',
      ),
    )
  }
  return { tag: { element, collector, isStub }, findings }
}

/** Why no tag works, and whatever else is wrong with the one that comes nearest. */
function absence(scripts: readonly ScriptElement[], candidates: readonly ScriptElement[]): Checked {
  const nearest = candidates.find(isModule) ?? candidates.find((each) => !isClassic(each)) ?? candidates[0]
  if (nearest !== undefined) return { findings: [whyNot(nearest), ...notes(nearest)] }
  for (const element of scripts) {
    const written = Object.keys(element.attributes).find(isNearlyCollector)
    if (written === undefined) continue
    const collector = element.attributes[written]!.trim()
    const findings = [
      problem(`a script has the attribute ${written}.`, 'Call it data-collector.'),
      ...(isClassic(element) ? [] : [whyNot(element)]),
      ...notes(element, written),
    ]
    // All that would be wrong with it once it is called so is said now.
    if (collector === '' || !isClassic(element)) return { findings }
    return { tag: { element, collector, isStub: element.attributes.src === undefined }, findings }
  }
  const library = scripts.find(({ attributes: { src = '' } }) => /rivulet/i.test(src))
  if (library !== undefined) {
    return {
      findings: [
        problem(
          'the script is there, but has no data-collector: nothing starts by itself.',
          'Add data-collector="/track/activity". If your own code calls rivulet.createTracker, name the collector: --collector /track/activity.',
        ),
        ...notes(library),
      ],
    }
  }
  return {
    findings: [
      problem(
        'no script with data-collector is in the HTML as the server sends it.',
        'Add it. If a tag manager or your own code adds it, or your bundle has rivulet inside, name the collector: --collector /track/activity.',
      ),
    ],
  }
}

const isNearlyCollector = (name: string): boolean =>
  /^(data-)?-?(coll?[ea]?c?t[eo]r|endpoint|url)s?$/.test(name) || meantBy(name) === 'data-collector'

/** Why an element with `data-collector` starts nothing. */
function whyNot(element: ScriptElement): Finding {
  if (isModule(element)) {
    return problem(
      'it has type="module": modules cannot read the attributes of their element, so nothing starts.',
      'Take type="module" away.',
    )
  }
  if (!isClassic(element)) {
    return warning(
      `it has type="${element.attributes.type}", so that browsers do not run it: a consent banner may do so later.`,
      'If no banner does, take the type away.',
    )
  }
  return problem(
    'data-collector is empty.',
    'Give it the address of your collector: data-collector="/track/activity".',
  )
}

/** Attributes that have a few values, as `docs/script-tag.md` lists them, and what becomes of any other. */
const values: Readonly<Record<string, { readonly allowed: readonly string[]; readonly effect: string }>> = {
  'data-consent': {
    allowed: ['pending', 'granted', 'denied'],
    effect: 'consent is pending and nothing is sent',
  },
  'data-delivery': { allowed: ['acknowledged', 'beacons'], effect: 'it is acknowledged' },
  'data-page-views': { allowed: ['on', 'true', 'off', 'hash'], effect: 'page views are recorded' },
}

/** Attributes that are numbers, and what becomes of anything else. */
const numbers: Readonly<Record<string, readonly [shape: RegExp, effect: string, advice: string]>> = {
  'data-organization': [/^\d+$/, 'nothing is recorded', 'a whole number: 7'],
  'data-source': [/^\d+$/, 'nothing is recorded', 'a whole number: 7'],
  'data-scroll-depth': [/^(off|on|true|[\d\s,.]+)$/, 'it is ignored', 'depths in percent: 50, 100'],
  'data-time-on-page': [/^(off|on|true|[\d.]+)$/, 'it is ignored', 'milliseconds: 60000'],
}

/**
 * What else there is to say of a tag.
 *
 * @param mentioned - an attribute that was spoken of already
 */
function notes(element: ScriptElement, mentioned?: string): Finding[] {
  const { attributes } = element
  const { src, async, defer, 'data-consent': consent } = attributes
  const findings: Finding[] = []
  if (src !== undefined && async === undefined && defer === undefined && isClassic(element)) {
    findings.push(warning('the page waits for the script while it loads.', 'Add defer to the tag.'))
  }
  if (consent === 'pending') {
    findings.push(ok('data-consent="pending": nothing is sent until rivulet.consent.grant() is called.'))
  } else if (consent === 'denied') {
    findings.push(
      warning('data-consent="denied": nothing is recorded until rivulet.consent.grant() is called.'),
    )
  }
  for (const [name, { allowed, effect }] of Object.entries(values)) {
    const value = attributes[name] ?? ''
    if (value !== '' && !allowed.includes(value))
      findings.push(
        problem(
          `${name}="${value}" is none of its values, so ${effect}.`,
          `Write ${allowed.join(', ').replace(/, (\w+)$/, ' or $1')}.`,
        ),
      )
  }
  for (const [name, [shape, effect, advice]] of Object.entries(numbers)) {
    const value = attributes[name] ?? ''
    if (value !== '' && !shape.test(value))
      findings.push(problem(`${name}="${value}" is no number: ${effect}.`, `Write ${advice}.`))
  }
  const taken = new Set([...Object.keys(attributes), ...(mentioned === undefined ? [] : ['data-collector'])])
  for (const name of Object.keys(attributes)) {
    const meant = name === mentioned ? undefined : meantBy(name, taken)
    if (meant === undefined) continue
    findings.push(
      problem(
        `there is no attribute ${name}: it is ignored.`,
        taken.has(meant) ? `Take it away: ${meant} is there.` : `Call it ${meant}.`,
      ),
    )
    taken.add(meant)
  }
  return findings
}
