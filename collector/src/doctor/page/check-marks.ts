import { distance } from '../../distance.ts'
import { type Finding, findingsOf } from '../finding.ts'
import type { ReadPage } from './read-page.ts'

const { problem } = findingsOf('elements')

const marks = ['category', 'action', 'on', 'label']
const times = ['click', 'submit', 'visible']

/** What is wrong with attributes `data-rv-…` in the HTML, each once. What scripts add is not there. */
export function checkMarks({ marks: found }: Pick<ReadPage, 'marks'>): Finding[] {
  const findings = new Map<string, Finding>()
  for (const [name, value] of found) {
    const finding = findings.has(name) ? undefined : wrongWith(name, value)
    if (finding) findings.set(name, finding)
  }
  return [...findings.values()]
}

function wrongWith(name: string, value: string): Finding | undefined {
  const [, , mark = '', ...rest] = name.split('-')
  const isLabel = mark === 'label' && rest.length > 0
  if (!isLabel && (!marks.includes(mark) || rest.length > 0 || mark === 'label')) {
    const meant = marks.find((each) => distance(mark, each) <= Math.min(2, each.length / 3))
    const label = `data-rv-label-${rest.join('-') || 'embed-id'}`
    const written = meant === 'label' ? label : meant && `data-rv-${meant}`
    return problem(
      `there is no attribute ${name}: it is ignored.`,
      written ? `Call it ${written}.` : `A label is called data-rv-label-${name.slice('data-rv-'.length)}.`,
    )
  }
  if (mark === 'action' && !value)
    return problem('data-rv-action is empty: that element sends nothing.', 'Name the action.')
  if (mark === 'on' && value && !times.includes(value))
    return problem(
      `data-rv-on="${value}" is none of its values: that element sends nothing.`,
      'Write click, submit or visible.',
    )
  return undefined
}
