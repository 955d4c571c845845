// A cluster to try things with, of the parts that tests start: two shards of three and of two replicas, and ZooKeeper.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import './typescript.mjs'

const { startReplicas } = await import('../collector/test/store/clickhouse/support/replicas.ts')

const folder = mkdtempSync(join(tmpdir(), 'rivulet-cluster-'))
const { replicas, stop } = await startReplicas([3, 2], folder)
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`)

say(`
  store='clickhouse://default@${replicas.map(({ host }) => host)}/rivulet?cluster=shop'
${replicas.map(({ host, shard }, at) => `\n  replica ${at + 1}   of shard ${shard}, ${host}`).join('')}

  Enter "kill 2" or "start 2" for a replica; Ctrl-C ends all of it, and nothing is kept.
`)

const lines = createInterface(process.stdin)
lines.on('line', async (line) => {
  const [, what, number] = /^(kill|start) (\d)$/.exec(line.trim()) ?? []
  const replica = replicas[Number(number) - 1]
  if (replica === undefined || (what !== 'kill' && what !== 'start')) return say(`not understood: ${line}`)
  await replica[what]()
  say(`replica ${number}: ${what === 'kill' ? 'killed' : 'started'}`)
})

let isOver = false
const end = async () => {
  if (isOver) return
  isOver = true
  lines.close()
  await stop()
  rmSync(folder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end)
