import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { expect, it } from 'vitest'
import { openSqlite } from '../../src/store/sqlite/open.ts'
import { post } from '../support/activity.ts'
import { numbered } from '../support/arrivals.ts'
import { command, listening } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const line = (n: number, action = 'view') => `d=${1795000000 + n}&c=embed&a=${action}&k=s&n=${n}`

it('exports beside a running collector and without one, to a file and to standard output', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const output = join(temporaryFolder(), 'out.parquet')
  const { url, child, ended } = await listening(['--store', file])
  await post(url, [line(1), line(2, 'click'), line(3)].join('\n'))
  const beside = await command(['export', '--store', file, '--output', output]).ended
  expect([beside.code, beside.stdout, beside.stderr]).toEqual([0, '', `3 events of ${file} exported\n`])
  expect(statSync(output).mode & 0o777).toBe(0o600)
  const { buffer } = new Uint8Array(readFileSync(output))
  const rows = await parquetReadObjects({ file: buffer })
  expect(rows.map(({ TrackId }) => TrackId)).toEqual(['s.1', 's.2', 's.3'])

  child.kill('SIGTERM')
  await ended
  const from = new Date(1795000002_000).toISOString()
  const alone = await command([
    ...[
      'export',
      '--store',
      relative('.', file),
      '--format',
      'csv',
      '--from',
      from,
      '--type',
      'embed/click,embed/view',
    ],
    ...['--scope', 'default', '--filter', "EventType ne 'embed/view'"],
  ]).ended
  expect([alone.code, alone.stderr]).toEqual([0, `1 event of ${file} exported\n`])
  expect(alone.stdout.split('\r\n').map((each) => each.split(',', 1)[0])).toEqual(['TrackId', 's.2', ''])
})

it('finds labels by the number that they say, as the README’s example does', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url, child, ended } = await listening(['--store', file])
  const buy = (n: number, price: string) => `d=${1795000000 + n}&c=shop&a=buy&k=s&n=${n}&l1=price&v1=${price}`
  await post(url, [buy(1, '42'), buy(2, '9'), buy(3, 'free')].join('\n'))
  child.kill('SIGTERM')
  await ended
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const filter = /--type shop\/buy --filter "(.*?)"/.exec(text)![1]!
  const asked = ['export', '--store', file, '--format', 'csv', '--type', 'shop/buy', '--filter', filter]
  const { code, stdout } = await command(asked).ended
  expect([code, stdout.split('\r\n').map((each) => each.split(',', 1)[0])]).toEqual([
    0,
    ['TrackId', 's.1', ''],
  ])
})

it('says what is wrong, and leaves no file that is not whole', async () => {
  const file = join(temporaryFolder(), 'events.db')
  const { url, child, ended } = await listening(['--store', file])
  await post(url, line(1))
  child.kill('SIGTERM')
  await ended
  const output = join(temporaryFolder(), 'out.csv')
  for (const [args, message] of [
    [['--filter', 'Valu eq 1'], /--filter cannot be used.*Valu/],
    [['--from', 'yesterday'], /--from/],
    [['--format', 'xml'], /--format.*ndjson, csv, parquet/],
    [['--scope', 'a b'], /--scope/],
    [['--store', `${file}x`], /there is no store/],
    [['--store', import.meta.filename], /cannot be read/],
  ] as const) {
    const { code, stdout, stderr } = await command(['export', '--store', file, '--output', output, ...args])
      .ended
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)])
    expect(stderr.trim().split('\n')).toHaveLength(1)
  }
  expect(readdirSync(dirname(output))).toEqual([])
  expect(existsSync(`${file}x`)).toBe(false)
  writeFileSync(output, 'what was there before')
  await command(['export', '--store', file, '--output', output, '--filter', 'Valu eq 1']).ended
  expect(readFileSync(output, 'utf8')).toBe('what was there before')
})

it.each(['ndjson', 'csv', 'parquet'])('needs no more memory for a large store, as %s', async (format) => {
  const file = join(temporaryFolder(), 'events.db')
  const store = openSqlite(file)
  // Twice what the process may have.
  for (let from = 1; from <= 2000; from += 100) {
    await store.append(
      Array.from({ length: 100 }, (_, at) =>
        numbered('s', from + at, {
          time: from + at,
          payload: { at: from + at, filler: 'x'.repeat(60_000) },
        }),
      ),
    )
  }
  await store.close()
  const output = join(temporaryFolder(), `events.${format}`)
  const { code, stderr } = await command(['export', '--store', file, '--output', output], {
    NODE_OPTIONS: '--max-old-space-size=60',
  }).ended
  expect([code, stderr]).toEqual([0, `2000 events of ${file} exported\n`])
})
