import { type Finding, findingsOf } from '../finding.ts'
import { isClassic, type Tag } from './check-tag.ts'
import type { ReadPage, ScriptElement } from './read-page.ts'

const { problem } = findingsOf('calls')

/** What runs later, such as in a listener, may well find it. */
const runsLater = /=>|\bfunction\b/
const uses = /\brivulet\??\./

/** Whether the page's own inline scripts run before the tag that they need. The inline stub takes what comes early. */
export function checkCalls({ scripts }: Pick<ReadPage, 'scripts'>, { element, isStub }: Tag): Finding[] {
  const { async, defer } = element.attributes
  if (isStub) return []
  const isLate = async !== undefined || defer !== undefined
  const runsBefore = isLate ? scripts : scripts.slice(0, scripts.indexOf(element))
  if (!runsBefore.some(usesIt)) return []
  return [
    problem(
      'an inline script uses rivulet before the tag has run: rivulet is not defined then, and nothing of it is tracked.',
      async === undefined
        ? 'Write <script type="module"> for that script, below the tag.'
        : 'Write defer instead of async on the tag, and <script type="module"> for that script, below the tag.',
    ),
  ]
}

const usesIt = (script: ScriptElement): boolean =>
  isClassic(script) &&
  script.attributes.src === undefined &&
  uses.test(script.text) &&
  !runsLater.test(script.text)
