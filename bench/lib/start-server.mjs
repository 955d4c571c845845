import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Runs a Node server that prints its address on loopback, and resolves when it has. */
export const startServer = async (...args) => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  const lines = createInterface(child.stdout)
  const url = await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
      if (address) resolve(address[0])
    })
    exit.then(([code]) => reject(Error(`${args[0]} exited with ${code} before it listened`)))
  })
  return {
    url,
    pid: child.pid,
    /** Ends it, and waits until it has put its things in order. */
    async stop() {
      child.kill('SIGTERM')
      await exit
    },
    /** Ends it before it can do anything. */
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
  }
}
