import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from '../../../scripts/free-port.mjs'
import { temporaryFolder } from './temporary-folder.ts'

const canRun = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0

export const hasNginx: boolean = canRun('nginx', '-v')
export const hasCaddy: boolean = canRun('caddy', 'version')
export const hasApache: boolean = canRun('/usr/sbin/apache2', '-v')

const canConnect = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    // After the second of below, which on a busy machine may be over before the connection is heard of.
    socket.once('close', () => resolve(false))
    setTimeout(() => socket.destroy(), 1000)
  })

/** Starts a web server, which ends with the test. */
async function started(port: number, program: string, args: string[], folder: string): Promise<number> {
  const child = spawn(program, args, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder } })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  onTestFinished(() => void child.kill('SIGTERM'))
  for (const end = Date.now() + 30_000; !(await canConnect(port)); ) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${program} does not run: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return port
}

/**
 * @param locations - what stands in a server block
 * @param around - what stands around it
 * @returns the port
 */
export async function nginx(locations: string, around = ''): Promise<number> {
  const port = await freePort()
  return nginxWith(`${around} server { listen 127.0.0.1:${port}; ${locations} }`, port)
}

/** @param http - what stands in the block of that name @returns the port */
export async function nginxWith(http: string, port: number): Promise<number> {
  const folder = temporaryFolder()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
    events {}
    http { access_log off; ${temporary} ${http} }`,
  )
  return started(port, 'nginx', ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], folder)
}

/** @param directives - what stands in a site block @returns the port */
export async function caddy(directives: string): Promise<number> {
  const port = await freePort()
  return caddyWith(`{\n admin off\n}\nhttp://:${port} {\n bind 127.0.0.1\n${directives}\n}\n`, port)
}

/** @param file - a whole Caddyfile @returns the port */
export async function caddyWith(file: string, port: number): Promise<number> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'Caddyfile'), file)
  return started(
    port,
    'caddy',
    ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'],
    folder,
  )
}

/** @param directives - what stands in `<VirtualHost>` @param modules - as `a2enmod` names them @returns the port */
export async function apache(directives: string, modules: readonly string[]): Promise<number> {
  const [port, folder] = [await freePort(), temporaryFolder()]
  writeFileSync(
    join(folder, 'apache.conf'),
    `ServerName localhost
    PidFile ${folder}/pid
    ErrorLog ${folder}/errors
    DefaultRuntimeDir ${folder}
    ${['mpm_event', 'authz_core', 'mime', ...modules].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
    TypesConfig /etc/mime.types
    AddType text/javascript .js
    Listen 127.0.0.1:${port}
    <VirtualHost *:${port}>
      DocumentRoot ${folder}
      ${directives}
    </VirtualHost>`,
  )
  return started(port, '/usr/sbin/apache2', ['-X', '-f', join(folder, 'apache.conf')], folder)
}
