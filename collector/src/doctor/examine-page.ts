import { type Finding, findingsOf, hasProblem } from './finding.ts'
import { checkAddress } from './page/check-address.ts'
import { type Asking, checkAnswer } from './page/check-answer.ts'
import { checkCalls } from './page/check-calls.ts'
import { checkPreflight } from './page/check-cors.ts'
import { checkMarks } from './page/check-marks.ts'
import { checkMoreFiles } from './page/check-more-files.ts'
import { checkNames } from './page/check-names.ts'
import { checkPolicies } from './page/check-policies.ts'
import { checkPublished } from './page/check-published.ts'
import { checkRenewal } from './page/check-renewal.ts'
import { addressOf, checkScript, findLibrary } from './page/check-script.ts'
import { checkTag, type Tag } from './page/check-tag.ts'
import { type LookedUp, lookUp } from './page/look-up.ts'
import { readPolicies } from './page/policy.ts'
import { type ReadPage, readPage, type ScriptElement } from './page/read-page.ts'

export interface PageOptions extends Asking {
  /** Where events go, for pages whose HTML does not say so. */
  readonly collector?: string | undefined
}

const { ok, warning, problem } = findingsOf('page')
const { problem: scriptProblem } = findingsOf('script')
const { problem: addressProblem } = findingsOf('address')

/**
 * Opens a page as a browser would, and looks at all that has to be right for its events to arrive. No browser runs: what
 * scripts add to the page is not seen.
 */
export async function examinePage(address: string, options: PageOptions): Promise<readonly Finding[]> {
  let opened: LookedUp
  try {
    opened = await lookUp(address, { headers: { accept: 'text/html,*/*;q=0.8' } })
  } catch (error) {
    return [problem(`${address} cannot be opened: ${(error as Error).message}.`)]
  }
  const findings = [...opening(address, opened)]
  if (hasProblem(findings)) return findings
  const page = readPage(opened.body.toString(), opened.url)
  const found = checkTag(page)
  const named = options.collector ?? found.tag?.collector
  // A bundle has no tag: the collector is named instead.
  if (found.tag !== undefined || options.collector === undefined) findings.push(...found.findings)
  findings.push(...checkMarks(page))
  if (found.tag !== undefined) findings.push(...checkCalls(page, found.tag))
  const scripts = found.tag === undefined ? [] : await scriptsOf(found.tag, page, findings, opened.url)
  if (found.tag !== undefined) findings.push(...(await checkRenewal(found.tag.element, page)))
  if (named === undefined) return findings
  if (!URL.canParse(named, opened.url.href)) {
    return [...findings, addressProblem(`“${named}” is no address.`, 'Name a path such as /track/activity.')]
  }
  const collector = new URL(named, opened.url)
  const policies = readPolicies([policyHeader(opened), ...page.policies].filter((each) => each !== ''))
  findings.push(...checkPolicies(policies, page, opened.url, { scripts, collector }))
  const reached = await checkAddress(collector, opened.url)
  findings.push(...reached)
  if (hasProblem(reached)) return findings
  const answered = await checkAnswer(collector, opened.url, options)
  findings.push(...answered)
  if (!hasProblem(answered)) {
    findings.push(...(await checkPreflight(collector, opened.url)))
    findings.push(
      ...checkNames(
        collector,
        scripts.flatMap((each) => addressOf(each, page) ?? []),
      ),
    )
  }
  findings.push(...(await checkPublished(collector)))
  return findings
}

const policyHeader = ({ headers }: LookedUp): string => headers.get('content-security-policy') ?? ''

const isLoopback = ({ hostname }: URL): boolean => /^(127\.|\[::1\]$|(.+\.)?localhost$)/.test(hostname)

function* opening(address: string, { url, status, headers }: LookedUp): Generator<Finding> {
  if (status !== 200) {
    yield problem(`${url} answers ${status}.`, 'Name a page that visitors see.')
    return
  }
  const type = headers.get('content-type') ?? ''
  if (!/html/i.test(type)) {
    yield problem(`${url} is no page: its Content-Type is “${type}”.`, 'Name a page that visitors see.')
    return
  }
  yield ok(url.href === new URL(address).href ? `${url} opens.` : `${address} leads to ${url}, which opens.`)
  if (url.protocol === 'http:' && !isLoopback(url)) {
    yield warning(
      'the page is HTTP: whoever is between can read and change it.',
      'Serve it by HTTPS, and redirect to it.',
    )
  }
}

/** The scripts of the page that have to run, each looked at. */
async function scriptsOf(
  { element, isStub }: Tag,
  page: ReadPage,
  findings: Finding[],
  url: URL,
): Promise<readonly ScriptElement[]> {
  const library = isStub ? await findLibrary(page) : element
  if (library === undefined) {
    findings.push(
      scriptProblem(
        'the inline script is there, and nothing loads the library: what is tracked waits for it in vain.',
        'Add <script async src="/rivulet.min.js"></script>.',
      ),
    )
    return [element]
  }
  findings.push(...(await checkScript(library, page, url)), ...(await checkMoreFiles(element, library, page)))
  return isStub ? [element, library] : [library]
}
