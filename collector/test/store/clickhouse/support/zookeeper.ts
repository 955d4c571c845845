import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../../../../scripts/free-port.mjs'
import { findZookeeper } from '../../../../../scripts/zookeeper.mjs'
import { memory } from './server.ts'

export interface Zookeeper {
  readonly port: number
  start(): Promise<void>
  kill(): Promise<void>
  /** For good. */
  stop(): Promise<void>
}

export async function startZookeeper(): Promise<Zookeeper> {
  const folder = mkdtempSync(join(memory, 'rivulet-zookeeper-'))
  const port = await freePort()
  writeFileSync(
    join(folder, 'zoo.cfg'),
    `tickTime=500\ndataDir=${folder}\nclientPort=${port}\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n`,
  )
  let child: ChildProcess
  const start = async () => {
    const options = ['-Xmx128m', '-Dzookeeper.preAllocSize=1024', '-Dzookeeper.4lw.commands.whitelist=ruok']
    const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain'
    child = spawn('java', [...options, '-cp', findZookeeper()!, main, join(folder, 'zoo.cfg')], {
      stdio: 'ignore',
    })
    while (!(await isUp(port))) {
      if (child.exitCode !== null) throw new Error('ZooKeeper ended before it listened')
      await setTimeout(50)
    }
  }
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    port,
    start,
    kill,
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const isUp = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('ruok'))
    socket.on('data', (bytes) => {
      resolve(bytes.toString() === 'imok')
      socket.destroy()
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
  })
