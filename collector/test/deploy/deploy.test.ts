import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addFlags } from '../../src/cli/flags.ts'
import { running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = new URL('../../deploy', import.meta.url).pathname
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** Keys that are no flags: a command line is there to be read by everybody. */
const secrets = ['RIVULET_KEY', 'RIVULET_LIVE_KEY', 'RIVULET_METRICS_KEY']
const { options } = addFlags(new Command())

/** What stands in the example, after `#` or not: values by name. */
const example = new Map(
  [...read('rivulet.env').matchAll(/^#?(RIVULET_\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
)

it('the example of a configuration has every variable once, and no other', () => {
  const variables = options.map(({ envVar }) => envVar!)
  expect([...example.keys()].toSorted()).toEqual([...variables, ...secrets].toSorted())
  expect(read('rivulet.env').match(/^#?RIVULET_/gm)).toHaveLength(example.size)
  // systemd and containers take quotes, spaces and comments behind a value in different ways.
  for (const line of read('rivulet.env').split('\n')) expect(line).toMatch(/^(#.*|RIVULET_\w+=\S*|)$/)
})

it('what is commented out there is the default, or an example that is taken', () => {
  for (const option of options) {
    const { envVar, defaultValue, parseArg } = option
    const value = example.get(envVar!)!
    if (!read('rivulet.env').includes(`\n#${envVar}=`) || value.startsWith('/etc/')) continue
    const taken = parseArg ? parseArg(value, undefined as never) : value
    if (defaultValue !== undefined) expect({ [envVar!]: taken }).toEqual({ [envVar!]: defaultValue })
    else expect(taken).toBeTruthy()
  }
})

it('the unit is one that systemd takes, and leaves little to an attacker', () => {
  // What it runs is not there: systemd says so of a unit, and looks at all the rest.
  const root = temporaryFolder()
  const units = join(root, 'etc/systemd/system')
  for (const path of [units, join(root, 'usr/bin'), join(root, 'opt/rivulet')])
    mkdirSync(path, { recursive: true })
  cpSync('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), { recursive: true })
  cpSync(join(folder, 'rivulet.service'), join(units, 'rivulet.service'))
  writeFileSync(join(root, 'usr/bin/node'), '#!/bin/sh\n')
  chmodSync(join(root, 'usr/bin/node'), 0o755)
  const analyze = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }
  expect(analyze('verify', '--man=no', '--recursive-errors=no', `--root=${root}`, 'rivulet.service')).toEqual(
    {
      status: 0,
      said: '',
    },
  )
  // Of ten; 1.4 now. Node's compiler and the network are the rest.
  const { status, said } = analyze(
    'security',
    '--offline=true',
    '--threshold=15',
    join(units, 'rivulet.service'),
  )
  expect(said).toMatch(/exposure level for rivulet\.service: \d/)
  expect(status).toBe(0)
})

it('the container’s check of its health is one: 0 while the collector takes events, else 1', async () => {
  const [, health = ''] = /^HEALTHCHECK .*CMD (\[.*\])$/m.exec(read('Containerfile')) ?? []
  const [program, ...args] = JSON.parse(health) as string[]
  expect(program).toBe('node')
  const { app, port } = await running()
  const check = async () => {
    const child = spawn(process.execPath, args, { env: { RIVULET_PORT: String(port) }, stdio: 'ignore' })
    const [code] = await once(child, 'exit')
    return code
  }
  expect(await check()).toBe(0)
  await app.close()
  expect(await check()).toBe(1)
})
