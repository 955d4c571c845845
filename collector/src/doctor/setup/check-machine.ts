import { type Finding, findingsOf } from '../finding.ts'

export interface Machine {
  /** When the newest event of the store came, and what time it is now: ms since the epoch. */
  readonly newest: number | undefined
  readonly now: number
  /** Bytes of the store's disk. */
  readonly free: number
  readonly size: number
  /** The version of Node. */
  readonly node: string
}

const megabyte = 1_000_000

/** Below the first the collector is not ready, below the second it will soon not be. */
const room = { least: 16 * 1024 * 1024, little: 1024 * megabyte }

const clock = findingsOf('clock')
const disk = findingsOf('disk')
const node = findingsOf('node')

/** This collector was not yet written then. */
const earliest = Date.UTC(2024, 0, 1)

export function checkMachine({ newest = 0, now, free, size, node: version }: Machine): readonly Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNew = major > 20 || (major === 20 && minor >= 19)
  return [clockFinding(newest, now), diskFinding(free, size)].concat(
    isNew ? [] : node.problem(`Node ${version} is too old.`, 'Install Node 20.19 or newer.'),
  )
}

function clockFinding(newest: number, now: number): Finding {
  const time = new Date(now).toISOString()
  if (now < earliest) return clock.problem(`it is ${time} here, which cannot be.`, 'Set the clock by NTP.')
  if (newest > now + 1000) {
    return clock.warning(
      `the newest event came at ${new Date(newest).toISOString()}, and now it is ${time}: the clock was set back.`,
      'Set it by NTP: what came when depends on it.',
    )
  }
  return clock.ok(`it is ${time}.`)
}

function diskFinding(free: number, size: number): Finding {
  const said = `${Math.floor(free / megabyte)} MB of ${Math.floor(size / megabyte)} are free`
  if (free < room.least)
    return disk.problem(`${said}: the collector is not ready, and soon takes no events.`, 'Make room.')
  if (free < room.little) return disk.warning(`${said}.`, 'Make room: a million events take some 500 MB.')
  return disk.ok(`${said}.`)
}
