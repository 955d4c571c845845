import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../scripts/free-port.mjs'
import { tools } from '../../scripts/tools.mjs'

/** One process, as the collector is one, and a line of the log for each request, which nobody waits for to be on disk. */
const configuration = (folder, port) => `
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log ${folder}/access.log combined;
  keepalive_requests 1000000000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location = /pixel.gif { empty_gif; }
  }
}
`

/** The field's classic collector: nginx answers a pixel, and its access log is the store. */
export const startNginx = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rivulet-bench-'))
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  await writeFile(file, configuration(folder, port))
  const program = tools.find(({ name }) => name === 'nginx')?.find() ?? 'nginx'
  const child = spawn(program, ['-e', 'stderr', '-p', folder, '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/pixel.gif`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null) throw Error(`nginx exited with ${child.exitCode} before it listened`)
    await pause(50)
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await exit
      await rm(folder, { recursive: true })
    },
  }
}
