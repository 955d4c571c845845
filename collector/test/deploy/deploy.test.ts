import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { addFlags } from '../../src/cli/flags.ts'
import { command } from '../support/command.ts'
import { running } from '../support/running.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = new URL('../../deploy', import.meta.url).pathname
const repository = new URL('../../..', import.meta.url).pathname
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

it('the units are such that systemd takes, and leave little to an attacker', () => {
  // What it runs is not there: systemd says so of a unit, and looks at all the rest.
  const root = temporaryFolder()
  const units = join(root, 'etc/systemd/system')
  for (const path of [units, join(root, 'usr/bin'), join(root, 'bin'), join(root, 'opt/rivulet')])
    mkdirSync(path, { recursive: true })
  cpSync('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), { recursive: true })
  const services = ['rivulet.service', 'rivulet-backup.service']
  const all = [...services, 'rivulet-backup.timer']
  for (const unit of all) cpSync(join(folder, unit), join(units, unit))
  for (const program of ['usr/bin/node', 'usr/bin/find', 'bin/sh']) {
    writeFileSync(join(root, program), '#!/bin/sh\n')
    chmodSync(join(root, program), 0o755)
  }
  const analyze = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' })
    return { status, said: stdout + stderr }
  }
  expect(analyze('verify', '--man=no', '--recursive-errors=no', `--root=${root}`, ...all)).toEqual({
    status: 0,
    said: '',
  })
  // Of ten; 1.4 now. Node's compiler and the network are the rest.
  for (const service of services) {
    const { status, said } = analyze('security', '--offline=true', '--threshold=15', join(units, service))
    expect(said).toContain(`exposure level for ${service}: `)
    expect(status).toBe(0)
  }
  // systemd's own limit, five starts in ten seconds, would end it for good while the disk is full.
  expect(read('rivulet.service')).toMatch(/^StartLimitIntervalSec=0$/m)
  expect(read('rivulet.service')).toMatch(/^RestartSec=[5-9]$/m)
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

it('the unit has started when the collector answers, and has failed when it has ended', async () => {
  const [, script = ''] = /^ExecStartPost=\/usr\/bin\/node (\S+)$/m.exec(read('rivulet.service')) ?? []
  // It waits for as long as a store of an earlier version takes.
  expect(read('rivulet.service')).toMatch(/^TimeoutStartSec=infinity$/m)
  const port = String(await freePort())
  const waiting = async (pid: number | undefined) => {
    const child = spawn(process.execPath, [join(repository, script)], {
      env: { MAINPID: String(pid), RIVULET_HOST: '', RIVULET_PORT: port },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [code] = await once(child, 'exit')
    return code
  }
  const failed = command(['--store', join(temporaryFolder(), 'nowhere', 'events.db'), '--port', port])
  expect(await waiting(failed.child.pid)).toBe(1)
  const started = command(['--store', ':memory:', '--port', port])
  expect(await waiting(started.child.pid)).toBe(0)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
})

it('the log says where the unit waits for an answer, when none comes', async () => {
  const started = command(['--store', ':memory:', '--port', String(await freePort())])
  const port = String(await freePort())
  const child = spawn(process.execPath, [join(folder, 'wait-until-it-answers.mjs')], {
    env: { MAINPID: String(started.child.pid), RIVULET_PORT: port },
  })
  onTestFinished(() => void child.kill())
  const [line] = await once(child.stderr, 'data')
  expect(String(line)).toMatch(
    new RegExp(`^Nothing answers at http://127.0.0.1:${port}/healthz yet.*RIVULET_PORT`),
  )
})

it('the backup unit’s commands make a backup of today, and delete those of two weeks ago', async () => {
  const { file } = await running()
  const backups = temporaryFolder()
  const old = join(backups, 'events-2026-01-01.db')
  writeFileSync(old, '')
  utimesSync(old, 0, 0)
  const lines = [...read('rivulet-backup.service').matchAll(/^ExecStart(?:Post)?=(.*)$/gm)].map(([, line]) =>
    line!
      .replaceAll('/var/backups/rivulet', backups)
      .replaceAll('/opt/rivulet/', repository)
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('%%', '%'),
  )
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    const { status, stderr } = spawnSync('/bin/sh', ['-c', line], {
      env: { PATH: process.env.PATH, RIVULET_STORE: file },
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  }
  expect(readdirSync(backups)).toEqual([expect.stringMatching(/^events-\d{4}-\d\d-\d\d\.db$/)])
})

it('the script for its commands takes the settings as systemd reads them, and stays in its folder', () => {
  const root = temporaryFolder()
  const cluster = 'clickhouse://me@a:1,b:2/events?cluster=c&replicated=0'
  writeFileSync(
    join(root, 'rivulet.env'),
    `# RIVULET_PORT=1\n#RIVULET_HOST=x\nRIVULET_STORE=${cluster}\nRIVULET_ORIGIN=https://a.example, https://b.example\n RIVULET_KEEP="90d" \nRIVULET_BOTS='`,
  )
  writeFileSync(
    join(root, 'print.mjs'),
    'console.log(JSON.stringify([process.cwd(), process.argv.slice(2), process.env]))',
  )
  const script = read('rivulet')
    .replaceAll('/etc/rivulet.env', join(root, 'rivulet.env'))
    .replace('/opt/rivulet/collector/bin/rivulet-collector.js', join(root, 'print.mjs'))
    .replace('/usr/bin/node', process.execPath)
    .replace('--reuid rivulet --regid rivulet', '--reuid 0 --regid 0')
  writeFileSync(join(root, 'rivulet'), script)
  // As cron has it: next to nothing in the environment.
  const { stdout, stderr, status } = spawnSync('/bin/sh', [join(root, 'rivulet'), 'export', 'a b'], {
    cwd: root,
    env: { PATH: '/usr/bin:/bin' },
    encoding: 'utf8',
  })
  if (process.getuid?.() !== 0) {
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('as root') })
    return
  }
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const [place, args, environment] = JSON.parse(stdout) as [string, string[], Record<string, string>]
  expect({ place, args }).toEqual({ place: root, args: ['export', 'a b'] })
  const set = Object.entries(environment).filter(([name]) => name.startsWith('RIVULET_'))
  expect(Object.fromEntries(set)).toEqual({
    RIVULET_STORE: cluster,
    RIVULET_ORIGIN: 'https://a.example, https://b.example',
    RIVULET_KEEP: '90d',
    RIVULET_BOTS: "'",
  })
})

it('the alerts and what explains them name metrics that are there', async () => {
  const relay = join(temporaryFolder(), 'relay.json')
  writeFileSync(
    relay,
    JSON.stringify({ targets: { other: { kind: 'rivet', url: 'http://127.0.0.1:9/track/activity' } } }),
  )
  const metricsKey = 'the-metrics-key-of-tests'
  const { url } = await running({ metrics: true, metricsKeys: [metricsKey], live: true, relay })
  await fetch(`${url}/track/activity?d=1795000000&c=a&a=b`)
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsKey}` } })
  const text = await answer.text()
  const there = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!))
  const page = readFileSync(join(repository, 'docs/monitoring.md'), 'utf8')
  for (const place of [read('rivulet.rules.yml'), page]) {
    const named = [...place.matchAll(/\b(rivulet_[a-z_]+?)(?:_bucket)?\b/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((name) => !there.has(name))).toEqual([])
  }
  expect(text).toContain('\nrivulet_ready 1\n')
  expect(text).toContain('\nrivulet_delivery_events{state="missing"} 0\n')
})

it('whoever installs the package gets what was tested here, for the oldest Node that it runs in', () => {
  // Not by an override, which reaches this repository alone. light-my-request 6.8 brings cookie 2, which wants Node 22.
  const { dependencies } = JSON.parse(readFileSync(join(repository, 'collector/package.json'), 'utf8'))
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8'))
  expect(dependencies['light-my-request']).toBe(packages['node_modules/light-my-request'].version)
  expect(packages['node_modules/cookie'].engines.node).toBe('>=18')
})
