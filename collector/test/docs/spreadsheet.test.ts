import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listening } from '../support/command.ts'
import { key } from '../support/profile-store.ts'
import { sendShopDays } from '../support/shop-days.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const text = readFileSync(new URL('../../../docs/spreadsheet.md', import.meta.url), 'utf8')

const blocksOf = (language: string): readonly string[] =>
  Array.from(
    text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    ([, block]) => block!,
  )

/** Reads a file of RFC 4180, plainly. */
const rowsOf = (csv: string): readonly (readonly string[])[] =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
        quoted === undefined ? bare! : quoted.replaceAll('""', '"'),
      ),
    )

it('its commands write the files that it says', async () => {
  const folder = temporaryFolder()
  const store = join(folder, 'events.db')
  const { url } = await listening(['--store', store], [], { RIVULET_KEY: key })
  await sendShopDays(url)
  for (const block of blocksOf('sh')) {
    const commands = block.replaceAll('http://127.0.0.1:4000', url).replaceAll('choose-a-long-secret', key)
    // Bash takes a pipe for a login from elsewhere, and reads its own settings first.
    const { status, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', commands], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect([block, status, stderr]).toEqual([block, 0, ''])
  }
  const file = (name: string) => readFileSync(join(folder, name), 'utf8')
  expect(file('views.csv').replaceAll('\r\n', '\n')).toBe(blocksOf('csv')[0])
  expect(rowsOf(file('orders.csv'))).toEqual([
    ['Time', 'Visitor', 'Order', 'Total'],
    ['2026-11-16 09:02:00', 'v1', 'o-1', '59.9'],
    ['2026-11-16 09:08:00', 'v4', '', '5.5'],
    ['2026-11-17 09:11:00', 'v1', 'o-1', '59.9'],
    ['2026-11-17 09:16:00', 'v3', 'o-2', '20.1'],
    ['2026-11-17 09:17:00', 'v3', 'o-3', '10'],
    ['2026-11-17 09:18:00', 'v2', 'o-4', '99.99'],
  ])
  const [head = [], ...events] = rowsOf(file('events.csv'))
  expect(events.map((row) => row[head.indexOf('EventTime')])).toEqual([
    '2026-11-17T09:11:00.0000000Z',
    '2026-11-17T09:16:00.0000000Z',
    '2026-11-17T09:17:00.0000000Z',
    '2026-11-17T09:18:00.0000000Z',
  ])
  expect(JSON.parse(events[1]![head.indexOf('Payload')]!)).toMatchObject({
    conversion: { orderID: 'o-2', cartTotal: 20.1 },
  })
})

it('its table of values holds', async () => {
  const folder = temporaryFolder()
  const { url } = await listening(['--store', join(folder, 'events.db')], [], { RIVULET_KEY: key })
  await sendShopDays(url)
  const Query = `Events
    | where EventType == 'embed/click' and DeviceId == 'v1'
    | project Whole = 42, Number = 59.9, Yes = true, Time = startofday(EventTime) + 9h, Span = 90s, Seconds = 90s / 1s,
        Labels = Payload.labels, Nothing = Payload.none, Nan = 0.0 / 0, Infinite = 1.0 / 0, Formula = strcat('=', 'A1')`
  const response = await fetch(`${url}/api/v2.0/TrackEvents/preview`, {
    method: 'POST',
    headers: { authorization: `epi-single ${key}`, accept: 'text/csv' },
    body: JSON.stringify({ Query }),
  })
  const [, row] = rowsOf(await response.text())
  expect(row).toEqual([
    ...['42', '59.9', 'true', '2026-11-16T09:00:00.0000000Z', '00:01:30', '90'],
    ...['{"embedId":"e-1","photo":"s-1"}', '', 'NaN', 'Infinity', "'=A1"],
  ])
})
