import { expect, it } from 'vitest'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.errors()'

it.each([
  '/p?next=https://other.example/cb&token=SECRET12:30&mail=ann@x.example',
  '/p?token=SECRET(12:30:45)&at=1:2',
  '/p?a=b#/cb?token=SECRET:1:2',
])('nothing of %s but its path is told, of whatever is thrown there', async (path) => {
  const inline = `<script>
    class Basket { static #pay() { throw new Error('pay') } static go() { Basket.#pay() } }
    setTimeout(() => Basket.go())
    setTimeout(() => { throw 'text' })
    setTimeout(() => eval('throw Error("evaluated")'))
    setTimeout(() => { throw Error('Not loaded: ' + location.href) })
    throw Error('inline')
  </script>`
  const { address, told } = await opened(plugin, { body: inline }, path)
  const signals = await told(5)
  expect(signals).toHaveLength(5)
  expect(JSON.stringify(signals)).not.toMatch(/SECRET|other\\.example|ann@|12:30|token/)
  for (const { frame } of signals) expect(frame).toMatch(/:\d+:\d+\)?$/)
  const frameOf = (words: string): unknown =>
    signals.find(({ message }) => `${message}`.includes(words))?.frame
  expect(frameOf('inline')).toContain(`at ${address}/p:`)
  expect(frameOf('pay')).toContain(`#pay (${address}/p:`)
  expect(frameOf('text')).toContain(`${address}/p:`)
  expect(signals.map(({ message }) => message)).toContain(`Uncaught Error: Not loaded: ${address}/p`)
})

it('objects that are no errors are told by their fields, thrown or rejected', async () => {
  const { told, run } = await opened(plugin)
  await run(`
    Promise.reject({ code: 'E42', mail: 'ann@x.example' })
    Promise.reject(Object.assign(Object.create(null), { status: 404 }))
    setTimeout(() => { throw { code: 7, user: { mail: 'ann@x.example' } } })
    Promise.reject({ get message() { throw 1 } })`)
  const messages = (await told(4)).map(({ message }) => message)
  expect(messages.sort()).toStrictEqual([
    '{code: 7, user}',
    '{code: E42, mail}',
    '{message}',
    '{status: 404}',
  ])
  expect(await run('return issues')).toStrictEqual([])
})
