import { type Finding, findingsOf } from '../finding.ts'
import { allowsScript } from './allows-script.ts'
import { allowsUrl, deciding, fallbacks, type Policy } from './policy.ts'
import type { ReadPage, ScriptElement } from './read-page.ts'

const { ok, problem } = findingsOf('policy')

export interface Policed {
  /** The scripts that have to run. */
  readonly scripts: readonly ScriptElement[]
  /** Where events go. */
  readonly collector: URL
}

/** Does each Content-Security-Policy of the page let the scripts run, and the events leave? */
export function checkPolicies(
  policies: readonly Policy[],
  { base }: ReadPage,
  pageUrl: URL,
  { scripts, collector }: Policed,
): readonly Finding[] {
  if (policies.length === 0) return [ok('the page has no Content-Security-Policy that could stop anything.')]
  const findings = policies.flatMap((policy) => [
    ...sandbox(policy),
    ...scripts.flatMap((script) => scriptFindings(policy, script, base, pageUrl)),
    ...connection(policy, collector, pageUrl),
  ])
  return findings.length > 0 ? findings : [ok('the Content-Security-Policy allows script and collector.')]
}

function sandbox(policy: Policy): Finding[] {
  const allowed = policy.get('sandbox')
  return allowed === undefined || allowed.includes('allow-scripts')
    ? []
    : [problem('sandbox in the Content-Security-Policy stops all scripts.', 'Add allow-scripts to it.')]
}

function scriptFindings(
  policy: Policy,
  { attributes, text }: ScriptElement,
  base: URL,
  page: URL,
): Finding[] {
  const name = deciding(policy, fallbacks.script)
  if (name === undefined) return []
  const { nonce, integrity, src } = attributes
  const url = src !== undefined && URL.canParse(src, base.href) ? new URL(src, base) : undefined
  if (allowsScript(policy.get(name)!, { nonce, integrity, url, text }, page)) return []
  return [
    url === undefined
      ? problem(
          `${name} does not allow the inline script.`,
          'Add its hash, which is in dist/integrity.json, or give it the nonce of the page.',
        )
      : problem(
          `${name} does not allow the script ${url}.`,
          `${adding(name, 'script-src', sourceOf(url, page))}, or give the tag the nonce of the page.`,
        ),
  ]
}

function connection(policy: Policy, collector: URL, page: URL): Finding[] {
  const name = deciding(policy, fallbacks.connect)
  if (name === undefined || allowsUrl(policy.get(name)!, collector, page)) return []
  return [
    problem(
      `${name} does not allow events to ${collector}.`,
      `${adding(name, 'connect-src', sourceOf(collector, page))}.`,
    ),
  ]
}

const sourceOf = ({ origin }: URL, page: URL): string => (origin === page.origin ? "'self'" : origin)

/** What was only stopped by default gets a directive of its own. */
const adding = (name: string, own: string, source: string): string =>
  name === 'default-src' ? `Add ${own} ${source} to the policy` : `Add ${source} to ${name}`
