import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { html, serveSite } from '../doctor/support/site.ts'
import { command } from '../support/command.ts'
import { running } from '../support/running.ts'

const nobody = 65534
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
const isRoot = process.getuid?.() === 0

/** One that all may look into: the run’s own is closed to all others. */
function openFolder(): string {
  const folder = mkdtempSync('/var/tmp/rivulet-collector-')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  return folder
}

/** Files of root’s, which nobody may not read. */
async function stores() {
  const { file, app } = await running()
  await app.close()
  const above = openFolder()
  const place = (name: string, mode: number, owner: number): string => {
    const folder = join(above, name)
    mkdirSync(folder)
    copyFileSync(file, join(folder, 'events.db'))
    chmodSync(join(folder, 'events.db'), 0o600)
    chownSync(folder, owner, owner)
    chmodSync(folder, mode)
    return folder
  }
  return {
    file: place('file', 0o755, nobody),
    closed: place('closed', 0o700, 0),
    empty: place('empty', 0o755, 0),
  }
}

it.skipIf(!isRoot)('names whose the store is, and who asks: doctor, the start and restore', async () => {
  const { file, closed, empty } = await stores()
  const run = (...args: string[]) => command(args, {}, asNobody).ended
  const [events, mine] = [
    join(file, 'events.db'),
    (path: string) => `${path} is root’s, and this runs as nobody`,
  ]
  const nowhere = await command(['doctor'], {}, ['/bin/sh', '-c', 'cd / && exec "$@"', '', ...asNobody]).ended
  expect(nowhere.stdout).toContain(
    '/ is root’s, and this runs as nobody.\n         Keep the store in a folder of its own',
  )
  const [ofFile, ofFolder, toMake, start, startClosed, restore, copy] = await Promise.all([
    run('doctor', '--store', events),
    run('doctor', '--store', join(closed, 'events.db')),
    run('doctor', '--store', join(empty, 'new.db')),
    run('--port', '0', '--store', events),
    run('--port', '0', '--store', join(closed, 'events.db')),
    run('restore', '--store', join(file, 'new.db'), events),
    run('copy', '--store', events, '--to', 'clickhouse://a@127.0.0.1:1/a'),
  ])
  expect(ofFile.stdout).toContain(`PROBLEM  store: ${events} cannot be opened: ${mine(events)}.\n`)
  expect(ofFile.stdout).toContain(` chown nobody ${events}\n`)
  expect(ofFolder.stdout).toContain(`cannot be opened: ${mine(closed)}.\n         chown nobody ${closed}\n`)
  expect(toMake.stdout).toContain(`cannot be made: ${mine(empty)}.\n         chown nobody ${empty}\n`)
  for (const { stdout } of [ofFile, ofFolder, toMake]) expect(stdout).not.toContain('Restore a backup')
  expect([start.code, start.stderr]).toEqual([1, expect.stringContaining(`${mine(events)} (`)])
  expect([startClosed.code, startClosed.stderr]).toEqual([1, expect.stringContaining(`${mine(closed)} (`)])
  expect([copy.code, copy.stderr]).toEqual([1, expect.stringContaining(`cannot be read: ${mine(events)}`)])
  expect([restore.code, restore.stderr]).toEqual([
    1,
    `rivulet-collector: ${events} cannot be restored: ${mine(events)}: chown nobody ${events}\n`,
  ])
})

it.skipIf(!isRoot)('names whose a file of keys, a script or a database of places is', async () => {
  const file = join(openFolder(), 'file')
  writeFileSync(file, '0123456789abcdef')
  chmodSync(file, 0o600)
  const mine = `${file} is root’s, and this runs as nobody`
  const run = (...args: string[]) => command(['doctor', ...args], {}, asNobody).ended
  const [keys, script, relay, geo] = await Promise.all([
    run('--key-file', file),
    run('--script', file),
    run('--relay', file),
    run('--store', ':memory:', '--geo', file),
  ])
  for (const { code, stdout } of [keys, script, relay])
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`cannot be read: ${mine}: chown nobody ${file}.`),
    ])
  expect(geo.stdout).toContain(
    `PROBLEM  places: ${file} cannot be read: ${mine}.\n         chown nobody ${file}\n`,
  )
})

it.skipIf(!isRoot)('looks at a page from a folder that the collector’s user may not look into', async () => {
  const url = await serveSite({ '/': html('<title>A page</title>') })
  const closed = join(openFolder(), 'root')
  mkdirSync(closed, { mode: 0o700 })
  const within = ['/bin/sh', '-c', 'cd "$0" && exec "$@"', closed, ...asNobody]
  const { stdout, stderr } = await command(['doctor', url], {}, within).ended
  expect(stderr).toBe('')
  expect(stdout).toContain(`ok       page: ${url}/ opens.`)
})
