// Does in a Debian root what collector/deploy/Containerfile says, where no container engine runs, and runs what comes
// out as an engine would: node scripts/prove-container.mjs FOLDER, as root. Takes minutes; the folder may be deleted.
//
// Not the engine's: images of node (Debian of debootstrap, with this machine's node and npm), layers, networks, cgroups.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.mjs'

const context = fileURLToPath(new URL('..', import.meta.url))
const deploy = join(context, 'collector/deploy')
const folder = resolve(process.argv[2] ?? fail('name a folder for the root'))

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
const say = (text) => process.stdout.write(`${text}\n`)
const check = (is, what) => (is ? say(`ok: ${what}`) : fail(`NOT: ${what}`))
const run = (program, ...args) => {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status !== 0) fail(`${program} ${args.join(' ')} ended with ${status}`)
}

// Mounts are this process's own, and end with it.
if (process.env.PROVING === undefined) {
  const { status } = spawnSync('unshare', ['--mount', '--', process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, PROVING: '1' },
  })
  process.exit(status ?? 1)
}

/** What stands for an image of node; the one to build with has a compiler. */
const imageOf = (name, packages) => {
  const base = join(folder, name)
  if (existsSync(join(base, 'usr/bin/node'))) return base
  run('debootstrap', '--variant=minbase', `--include=${packages}`, 'bookworm', base)
  for (const path of ['/usr/bin/node', '/usr/lib/node_modules/npm', '/usr/include/node'])
    cpSync(path, join(base, path), { recursive: true, verbatimSymlinks: true })
  run('chroot', base, 'ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', '/usr/bin/npm')
  return base
}
const images = {
  'docker.io/library/node:24-bookworm': () => imageOf('build-image', 'ca-certificates,python3,make,g++'),
  'docker.io/library/node:24-bookworm-slim': () => imageOf('slim-image', 'ca-certificates'),
}

const mountIn = (root) => {
  run('mount', '-t', 'proc', 'proc', join(root, 'proc'))
  run('mount', '--rbind', '/dev', join(root, 'dev'))
}

/** Whom this machine trusts: a registry may be behind a proxy. */
const authorities = '/etc/ssl/certs/ca-certificates.crt'

const stages = new Map()
let root = ''
let place = '/'
const image = { env: {}, user: '0:0', volume: '', health: [], entry: [] }

const copy = (from, sources, to) => {
  for (const source of sources) {
    const isFolder = to.endsWith('/')
    const target = join(root, resolve(place, to), isFolder ? source.split('/').at(-1) : '')
    mkdirSync(dirname(target), { recursive: true })
    cpSync(resolve(from, source), target, { recursive: true, verbatimSymlinks: true })
  }
}

const commands = {
  FROM(text) {
    const [from, , name] = text.split(' ')
    root = join(folder, name ?? 'image')
    rmSync(root, { recursive: true, force: true })
    run('cp', '-a', '--reflink=auto', images[from](), root)
    for (const file of ['/etc/resolv.conf', authorities]) cpSync(file, join(root, file))
    stages.set(name, root)
    image.env = {}
  },
  WORKDIR(text) {
    place = text
    mkdirSync(join(root, text), { recursive: true })
  },
  COPY(text) {
    const parts = text.split(' ')
    const stage = parts[0].startsWith('--from=') ? parts.shift().slice(7) : undefined
    copy(
      stage === undefined ? context : stages.get(stage),
      parts.slice(0, -1).map((path) => (stage ? join(stages.get(stage), path) : path)),
      parts.at(-1).replace('./', `${place}/`),
    )
  },
  RUN(text) {
    say(`RUN ${text}`)
    mountIn(root)
    const line = `export npm_config_nodedir=/usr NODE_EXTRA_CA_CERTS=${authorities}; cd ${place} && ${text}`
    run('chroot', root, '/bin/sh', '-c', line)
    run('umount', '-R', '-l', join(root, 'dev'), join(root, 'proc'))
  },
  ENV(text) {
    const [name, value] = text.split('=')
    image.env[name] = value
  },
  VOLUME: (text) => (image.volume = text),
  USER: (text) => (image.user = text),
  HEALTHCHECK: (text) => (image.health = JSON.parse(text.slice(text.indexOf('[')))),
  ENTRYPOINT: (text) => (image.entry = JSON.parse(text)),
  EXPOSE: () => {},
}
for (const line of readFileSync(join(deploy, 'Containerfile'), 'utf8').split('\n')) {
  const [, name, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? []
  if (name !== undefined) (commands[name] ?? fail(`what is ${name}?`))(rest)
}

// As `podman run --read-only --cap-drop all -v … --env-file rivulet.env` has it.
const volume = join(folder, 'volume')
rmSync(volume, { recursive: true, force: true })
mkdirSync(volume, { mode: 0o700 })
const [uid = 0, gid = 0] = image.user.split(':').map(Number)
chownSync(volume, uid, gid)
run('mount', '--bind', root, root)
run('mount', '-o', 'remount,bind,ro', root)
mountIn(root)
run('mount', '-t', 'tmpfs', 'tmpfs', join(root, 'tmp'))
run('mount', '--bind', volume, join(root, image.volume))

const port = await freePort()
const given = readFileSync(join(deploy, 'rivulet.env'), 'utf8').match(/^RIVULET_.*$/gm) ?? []
const env = [
  'PATH=/usr/bin:/bin',
  ...Object.entries(image.env).map(([name, value]) => `${name}=${value}`),
  ...given,
  `RIVULET_PORT=${port}`,
  'RIVULET_KEY=0123456789abcdef',
]
const within = (...command) => [
  'chroot',
  root,
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--no-new-privs',
  '--bounding-set=-all',
  ...['env', '-i', '-C', place, ...env, ...command],
]
const inside = (...command) => {
  const [program, ...args] = within(...command)
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}
check(inside(...image.health).status !== 0, 'the check of its health fails before it runs')
const [program, ...args] = within(...image.entry)
const collector = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
let log = ''
collector.stdout.on('data', (text) => (log += text))
for (let tries = 0; inside(...image.health).status !== 0; tries += 1)
  if (tries > 20) fail(`it does not become healthy: ${log}`)
say('ok: healthy')
const at = `http://127.0.0.1:${port}`
const sent = await fetch(`${at}/track/activity`, {
  method: 'POST',
  body: `d=${Math.floor(Date.now() / 1000)}&c=a&a=b`,
})
check((await sent.json()).stored === 1, 'an event is stored')
check(
  (await fetch(`${at}/rivulet.min.js`)).ok && (await fetch(`${at}/rivulet.extra.min.js`)).ok,
  'the script is served',
)
const status = readFileSync(`/proc/${collector.pid}/status`, 'utf8')
check(status.includes(`\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`), `it runs as ${image.user}`)
check(
  /\nCapEff:\t0+\n/.test(status) && /\nNoNewPrivs:\t1\n/.test(status),
  'it has no capability, and gets none',
)
check(
  inside('touch', `${place}/x`).said.includes('Read-only file system'),
  'nothing but its volume is to be written',
)
const command = (...more) => inside(...image.entry, ...more)
const doctor = command('doctor', '--json')
const findings = JSON.parse(doctor.said).findings.filter(({ status }) => status !== 'ok')
check(findings.length === 0, `doctor finds nothing ${JSON.stringify(findings)}`)
check(/1 event of \S+ exported/.test(command('export', '--format', 'csv').said), 'an export has the event')
check(command('backup', `${image.volume}/backup.db`).status === 0, 'a backup is made')
collector.kill('SIGTERM')
const [code] = await once(collector, 'exit')
check(code === 0, 'SIGTERM ends it with 0')
check(
  /1 event of \S+ restored/.test(command('restore', '--replace', `${image.volume}/backup.db`).said),
  'the backup is restored',
)
writeFileSync(join(folder, 'log.txt'), log)
