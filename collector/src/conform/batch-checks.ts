import { gzipSync } from 'node:zlib'
import { broken, type Check, expectAnswer, kept, shown, skipped, type Tools } from './check.ts'
import { placeOfBad } from './wires/place-of-bad.ts'

const isTaken = (status: number) => status >= 200 && status < 300

const some = ({ wire }: Tools, sender: string, count: number, filler?: string) =>
  Array.from({ length: count }, (_, at) => wire.line(sender, at + 1, filler))

/** Bytes of the SDK's largest batch; of one that is too large for a collector that bounds what it reads. */
const sizes = { sdk: 59_000, tooLarge: 1_300_000, line: 200_000 }

/** What the batch contract promises. */
export const batchChecks: readonly Check[] = [
  {
    name: 'takes a POST of text, and does not redirect it',
    need: 'beacons',
    async run(tools) {
      const answer = await tools.ask.post(tools.wire.pack(some(tools, tools.sender(), 1)))
      if (answer.status >= 300 && answer.status < 400)
        return broken(
          `it redirects to ${answer.headers.get('location')}: the POST becomes a GET, and its events are lost`,
        )
      return isTaken(answer.status) ? kept() : broken(shown(answer))
    },
  },
  {
    name: 'takes a body without a type, as compressed ones have none',
    need: 'gzipped',
    async run(tools) {
      const body = Buffer.from(tools.wire.pack(some(tools, tools.sender(), 1)))
      const answer = await tools.ask.post(body, {})
      return isTaken(answer.status) ? kept() : broken(shown(answer))
    },
  },
  {
    name: 'answers what became of a batch, and the time',
    need: 'acknowledged',
    async run(tools) {
      const answer = await tools.ask.post(tools.wire.pack(some(tools, tools.sender(), 3)))
      const outcome = expectAnswer(answer, { status: 200, stored: 3, repeated: 0, rejected: [] })
      if (outcome.state === 'broken') return outcome
      const ahead = Math.round((answer.said?.time ?? Number.NaN) - Date.now() / 1000)
      return Math.abs(ahead) <= 60
        ? kept()
        : broken(`time is ${answer.said?.time}: it has to be the Unix time in seconds`)
    },
  },
  {
    name: 'reads what lines share, up to the next shared line',
    need: 'acknowledged',
    async run(tools) {
      const lines = [...some(tools, tools.sender(), 2), ...some(tools, tools.sender(), 2)]
      return expectAnswer(await tools.ask.post(tools.wire.pack(lines)), {
        stored: 4,
        repeated: 0,
        rejected: [],
      })
    },
  },
  {
    name: 'stores once what comes again',
    need: 'acknowledged',
    async run(tools) {
      const body = tools.wire.pack(some(tools, tools.sender(), 3))
      await tools.ask.post(body)
      return expectAnswer(await tools.ask.post(body), { status: 200, stored: 0, repeated: 3, rejected: [] })
    },
  },
  {
    name: 'keeps the neighbours of what it rejects, and names its line',
    need: 'acknowledged',
    async run(tools) {
      const { wire, ask } = tools
      if (wire.bad === undefined) return skipped('nothing but its size makes an event of this wire a bad one')
      const sender = tools.sender()
      const [first = '', second = ''] = some(tools, sender, 2)
      const body = wire.pack([first, wire.bad(sender), second])
      const number = placeOfBad(body, wire.name)
      return expectAnswer(await ask.post(body), { status: 200, stored: 2, rejected: [number] })
    },
  },
  {
    name: 'answers 400 in the same words where it rejects all',
    need: 'acknowledged',
    async run({ wire, ask, sender }) {
      if (wire.bad === undefined) return skipped('nothing but its size makes an event of this wire a bad one')
      const body = wire.pack([wire.bad(sender())])
      return expectAnswer(await ask.post(body), {
        status: 400,
        stored: 0,
        rejected: [placeOfBad(body, wire.name)],
      })
    },
  },
  {
    name: 'takes a sender’s ledger, and a bad one costs no event',
    need: 'acknowledged',
    async run(tools) {
      const { wire, ask } = tools
      if (!wire.hasLedgers) return skipped('this wire has no ledgers')
      const sender = tools.sender()
      const body = wire.pack(some(tools, sender, 1))
      const good = await ask.post(`?k=${sender}&h=recorded.1.delivered.0\n${body}`)
      const outcome = expectAnswer(good, { status: 200, stored: 1, rejected: [] })
      if (outcome.state === 'broken') return outcome
      const other = tools.sender()
      const bad = await ask.post(`?k=${other}&h=recorded\n${wire.pack(some(tools, other, 1))}`)
      return expectAnswer(bad, { status: 200, stored: 1 })
    },
  },
  {
    name: 'says which events it does not have',
    need: 'acknowledged',
    async run(tools) {
      const { wire, ask } = tools
      if (wire.question === undefined) return skipped('this wire has no questions')
      const sender = tools.sender()
      await ask.post(wire.pack(some(tools, sender, 1)))
      const answer = await ask.post([wire.question(sender, 1), wire.question(sender, 2)].join('\n'))
      const missing = `${answer.said?.missing}`
      return missing === '2'
        ? kept()
        : broken(`asked for one that it has and one that it has not: ${shown(answer)}`)
    },
  },
  {
    name: 'reads all that the SDK writes (wire fixtures)',
    need: 'acknowledged',
    async run({ wire, ask, sender }) {
      const fixtures = wire.fixtures(sender())
      for (const { name, line } of fixtures) {
        const outcome = expectAnswer(await ask.post(wire.pack([line])), { stored: 1, rejected: [] })
        if (outcome.state === 'broken') return broken(`${name}: ${outcome.says}`)
      }
      return kept(`${fixtures.length} fixtures`)
    },
  },
  {
    name: 'takes the SDK’s largest batch, 60,000 bytes',
    need: 'beacons',
    async run(tools) {
      const sender = tools.sender()
      const filler = 'x'.repeat(800)
      const size = tools.wire.line(sender, 10, filler).length + 1
      const answer = await tools.ask.post(
        tools.wire.pack(some(tools, sender, Math.floor(sizes.sdk / size), filler)),
      )
      return isTaken(answer.status) ? kept() : broken(shown(answer))
    },
  },
  {
    name: 'answers 413 to what is too large, and takes it in halves',
    need: 'acknowledged',
    async run(tools) {
      const { wire, ask } = tools
      const filler = 'x'.repeat(60_000)
      let lines = some(tools, tools.sender(), Math.ceil(sizes.tooLarge / filler.length), filler)
      const statuses: number[] = []
      for (;;) {
        const answer = await ask.post(wire.pack(lines))
        statuses.push(answer.status)
        if (isTaken(answer.status) || lines.length === 1) break
        if (answer.status !== 413)
          return broken(`to a body of ${wire.pack(lines).length} bytes: ${shown(answer)}`)
        lines = lines.slice(0, Math.ceil(lines.length / 2))
      }
      return isTaken(statuses.at(-1)!) ? kept(statuses.join(', ')) : broken(statuses.join(', '))
    },
  },
  {
    name: 'keeps the neighbours of an event that is too large',
    need: 'acknowledged',
    async run(tools) {
      const { wire, ask } = tools
      const sender = tools.sender()
      const lines = [wire.line(sender, 1), wire.line(sender, 2, 'x'.repeat(sizes.line)), wire.line(sender, 3)]
      const { status, said, ...rest } = await ask.post(wire.pack(lines))
      // Then the SDK halves until the one is alone.
      if (status === 413) return kept('413: its neighbours are sent without it')
      return said !== undefined && said.stored + said.rejected.length === 3 && said.stored >= 2
        ? kept()
        : broken(shown({ status, said, ...rest }))
    },
  },
  {
    name: 'knows gzip by its first bytes, without a header',
    need: 'gzipped',
    async run(tools) {
      const lines = some(tools, tools.sender(), 20)
      return expectAnswer(await tools.ask.post(gzipSync(tools.wire.pack(lines)), {}), {
        stored: 20,
        rejected: [],
      })
    },
  },
]
