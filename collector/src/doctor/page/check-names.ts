import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning } = findingsOf('names')

/** Names that content blockers’ lists hold, whosever they are. */
const listed = {
  path: /\/(tracking|tracker|track|analytics|collector|collect|beacon|pixel|telemetry|metrics|stats|activity)(?=[/.]|$)/i,
  name: /\/(analytics|tracker|tracking|track|stats|metrics|telemetry|beacon|pixel)[\w.-]*\.js$/i,
}

/** What docs/deploy.md has to paste, which passed all lists that docs/blockers.md names. */
const usual = { path: '/track/activity', name: /\/rivulet[\w.-]*\.js$/ }

/** May content blockers know the path or the script’s name? Asked of a path that is right: of another one it helps nobody. */
export function checkNames(collector: URL, scripts: readonly URL[]): Finding[] {
  const isUsual = collector.pathname === usual.path
  const known = [
    ...(!isUsual && listed.path.test(collector.pathname) ? [collector.pathname] : []),
    ...scripts.map(({ pathname }) => pathname).filter((pathname) => listed.name.test(pathname)),
  ]
  if (known.length > 0) {
    return [
      warning(
        `content blockers may know ${known.join(' and ')}.`,
        'Choose a name that says nothing: docs/deploy.md says how.',
      ),
    ]
  }
  return isUsual || scripts.some(({ pathname }) => usual.name.test(pathname))
    ? [
        ok(
          'the names that docs/deploy.md has pass the lists of today. Names of your own still do when lists change.',
        ),
      ]
    : []
}
