import type { StoreState } from '../../store/sqlite/inspect.ts'
import type { Condition } from '../../store/sqlite/look-through.ts'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning, problem } = findingsOf('store')

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`

/** Bytes of the log from which on somebody keeps it from being emptied: SQLite does so at four. */
const longLog = 256 * 1024 * 1024

/** @param state - absent: events are kept in memory */
export function checkStore(
  file: string,
  state: StoreState | undefined,
  condition?: Condition,
): readonly Finding[] {
  if (state === undefined) {
    return [
      warning(
        ':memory: keeps nothing: all events are gone when the collector ends.',
        'Name a file: --store.',
      ),
    ]
  }
  if (state.kind === 'absent') {
    if (!state.hasFolder)
      return [problem(`the folder of ${file} is not there.`, 'Make it, for the collector’s user.')]
    return [
      state.denial === undefined
        ? ok(`${file} is not there yet; the collector will make it.`)
        : problem(
            `${file} is not there yet, and cannot be made: ${state.denial.reason}.`,
            state.denial.advice,
          ),
    ]
  }
  if (state.kind === 'unreadable') {
    return [
      problem(
        `${file} cannot be opened: ${state.reason}.`,
        state.advice ??
          (/malformed/.test(state.reason)
            ? 'It is damaged: keep the file, and restore a backup.'
            : 'Is it a store of this collector?'),
      ),
    ]
  }
  const { version, newestVersion, bytes, logBytes, isOpen, denial, owner } = state
  if (version > newestVersion) {
    return [
      problem(
        `${file} was written by a newer collector (schema ${version}, this one knows ${newestVersion}).`,
        'Use the newer collector.',
      ),
    ]
  }
  if (typeof condition === 'object') {
    return [
      problem(
        `${file} cannot be relied on, it is damaged: ${condition.damage.trim().replace(/\s+/g, ' ')}.`,
        'Stop the collector, keep the file, and restore a backup: rivulet-collector restore --replace FILE.',
      ),
    ]
  }
  const findings = [
    denial === undefined
      ? ok(
          `${file} opens, has ${megabytes(bytes)}, and ${isOpen ? 'a collector has it' : 'no collector has it now'}.`,
        )
      : problem(
          `${file} cannot be written: ${denial.reason}.`,
          `If that is not the collector’s user, run this command as the collector’s. Else: ${denial.advice}`,
        ),
  ]
  if (condition === 'not known') {
    findings.push(
      ok(
        'it is too large to be looked through here: whether it is damaged is not known.',
        'A backup looks through all of it.',
      ),
    )
  }
  if (denial === undefined && owner !== process.getuid?.() && process.getuid?.() !== undefined) {
    findings.push(
      warning(
        `${file} is another user’s.`,
        'Run this command as the collector’s user: what may be written differs.',
      ),
    )
  }
  if (version < newestVersion && version > 0) {
    findings.push(
      isOpen
        ? warning(
            `${file} is of an older version: the collector that has it is older, too, or brings it up to date now.`,
            'Its log says how far it is. It answers when it is done: some 15 seconds for each million events.',
          )
        : warning(
            `${file} is of an older version: the next start brings it up to date, some 15 seconds for each million events.`,
            'Make a backup before.',
          ),
    )
  }
  if (logBytes > longLog) {
    findings.push(
      warning(
        `its log has ${megabytes(logBytes)}: another program reads the store without an end.`,
        'End that program, or have it open the store anew for each query.',
      ),
    )
  }
  if (state.isPublic) {
    findings.push(warning('everybody on this machine can read it.', `chmod 600 ${file}`))
  }
  return findings
}
