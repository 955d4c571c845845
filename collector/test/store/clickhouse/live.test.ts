import { expect, it, onTestFinished } from 'vitest'
import type { Summary, Update } from '../../../src/live/feed.ts'
import { migrateClickhouse } from '../../../src/store/clickhouse/migrate.ts'
import { openClickhouse } from '../../../src/store/clickhouse/open.ts'
import { post } from '../../support/activity.ts'
import { listening } from '../../support/command.ts'
import { tracked } from '../../support/profile-store.ts'
import { openViewer } from '../../support/viewer.ts'
import { hasClickhouse } from './support/server.ts'
import { testDatabase } from './support/test-cluster.ts'

const event = (action: string, count: number, first = 1) =>
  Array.from({ length: count }, (_, at) => `d=1795000000&c=shop&a=${action}&n=${first + at}`).join('\n')

it.skipIf(!hasClickhouse)(
  'shows on the live page of one collector what another stores, with the counts of all',
  async () => {
    const store = await testDatabase()
    await migrateClickhouse(store)
    const start = () => listening(['--store', store, '--live', '--rate', '0', '--event-rate', '0'])
    const [one, other] = await Promise.all([start(), start()])
    await post(one.url, `?k=before&u=V\n${event('look', 3)}`)
    const summaryOf = async (url: string) => (await (await fetch(`${url}/live/summary`)).json()) as Summary
    const summary = await summaryOf(other.url)
    expect([summary.total, summary.recent.length]).toEqual([3, 3])

    const viewer = await openViewer(other.url)
    const seen: Update[] = []
    const next = async (): Promise<Update> => {
      const update = await viewer.update()
      seen.push(update)
      return update
    }
    /** It may have come with what was waited for before. */
    const until = async (isThere: (update: Update) => boolean): Promise<Update> => {
      let update = seen.at(-1) ?? (await next())
      while (!isThere(update)) update = await next()
      return update
    }
    await Promise.all([
      post(one.url, `?k=a&u=V\n${event('buy', 2)}`),
      post(other.url, `?k=b&u=V\n${event('buy', 2)}\n${event('buy', 1, 6)}`),
      // The same to both, at one moment: it is counted once.
      ...[one, other].map(({ url }) => post(url, `?k=c\n${event('buy', 1)}`)),
    ])
    await until(({ total }) => total === 9)
    const shown = seen.flatMap(({ events }) => events.map(({ sender, sequence }) => `${sender}.${sequence}`))
    expect(shown.toSorted()).toEqual(['a.1', 'a.2', 'b.1', 'b.2', 'b.6', 'c.1'])
    expect(seen.flatMap(({ counts }) => counts).findLast(({ action }) => action === 'buy')?.count).toBe(6)
    // What is missing is of the figures, which are read more seldom.
    const told = await until(({ delivery }) => delivery.health.expected === 12)
    expect(told.delivery.health).toMatchObject({ senders: 4, stored: 9 })
    // Meanwhile the page does not take what is newer than they are for events without a number, or for erased.
    expect(seen.map(({ delivery }) => delivery.health.others)).toEqual(
      seen.map(() => ({ unnumbered: 0, erased: 0 })),
    )
    expect(
      seen.flatMap(({ delivery }) => delivery.senders).find(({ sender }) => sender === 'b'),
    ).toMatchObject({
      stored: 3,
      highest: 6,
    })
    const gaps = await fetch(`${one.url}/live/gaps?sender=b`)
    expect(await gaps.json()).toEqual({ ranges: [[3, 5]], from: 1 })
    expect(Math.max(...seen.map(({ total }) => total))).toBe(9)

    // A flood is told of, not told.
    await post(one.url, `?k=flood\n${event('run', 1500)}`)
    const flood = await until(({ total }) => total === 1509)
    expect(flood.events.length).toBeLessThanOrEqual(100)
    const floods = seen.filter(({ total }) => total > 9)
    expect(floods.reduce((sum, { events, skipped }) => sum + events.length + skipped, 0)).toBe(1500)

    // What is deleted anywhere is taken back everywhere.
    const writer = await openClickhouse(store)
    onTestFinished(() => writer.close())
    await writer.append([tracked({ track: 'mistaken' })])
    const mistaken = await until(({ events }) => events.some(({ track }) => track === 'mistaken'))
    expect(mistaken.delivery.health.others?.unnumbered).toBe(1)
    await writer.delete('default', 'mistaken')
    for (;;) if ((await viewer.message())?.event === 'anew') break
    const { recent, total } = await summaryOf(other.url)
    expect([total, recent.some(({ track }) => track === 'mistaken')]).toEqual([1509, false])
  },
)
