import { expect, it } from 'vitest'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const plugin = 'rivulet.errors()'

const fail = `<script>
  function fail(words) { throw new Error(words) }
  const failLater = (words) => setTimeout(() => fail(words))
</script>`

it('what nobody caught is told with its place, once, and arrives', async () => {
  const { address, run, told, events } = await opened(plugin, { body: fail }, '/?email=a@b.example')
  await run(`for (const words of ['one', 'one', 'two']) failLater(words)`)
  const seen = await told(2)
  expect(seen).toStrictEqual([
    {
      name: 'error/exception',
      message: 'Uncaught Error: one',
      frame: expect.stringMatching(/^at fail \(http:\/\/127\.0\.0\.1:\d+\/:\d+:\d+\)$/),
    },
    { name: 'error/exception', message: 'Uncaught Error: two', frame: seen[0]!.frame },
  ])
  await run('tracker.flush()')
  await expect.poll(events).toMatchObject([
    {
      category: 'error',
      action: 'exception',
      labels: { message: 'Uncaught Error: one' },
      page: `${address}/?email=a@b.example`,
    },
    {},
  ])
})

it('rejections that nobody handled are told, whatever was thrown', async () => {
  const { run, told } = await opened(plugin, { body: fail })
  await run(`setTimeout(() => {
    Promise.reject(new TypeError('no such thing'))
    Promise.reject('text')
    Promise.reject()
    Promise.reject({ message: 'like an error' })
    Promise.reject(Symbol('s'))
    Promise.reject(Object.create(null))
    Promise.reject(Error('handled')).catch(() => {})
  })`)
  expect((await told(6)).map(({ name, message }) => [name, message])).toStrictEqual([
    ['error/rejection', 'no such thing'],
    ['error/rejection', 'text'],
    ['error/rejection', 'undefined'],
    ['error/rejection', 'like an error'],
    ['error/rejection', 'Symbol(s)'],
    ['error/rejection', '{}'],
  ])
})

it('what is thrown without a stack is told with the place that the browser knows', async () => {
  const { run, told } = await opened(plugin)
  await run(`setTimeout(() => { throw 'no error' })`)
  expect(await told(1)).toMatchObject([{ message: 'Uncaught no error' }])
})

it('an error of a script of another origin is told as what the browser lets one know', async () => {
  const { run, told } = await opened(plugin)
  // 127.0.0.1 and localhost are two origins.
  await run(`
    const script = document.createElement('script')
    script.src = location.origin.replace('127.0.0.1', 'localhost') + '/foreign.js'
    document.body.append(script)`)
  expect(await told(1)).toStrictEqual([{ name: 'error/exception', message: 'Script error.' }])
})

it('no more than a few are told, no long ones, and none that nobody wants', async () => {
  const { run, told } = await opened('rivulet.errors({ most: 3, ignore: /unwanted/g })', { body: fail })
  await run(`failLater('unwanted 1'); failLater('unwanted 2')
    for (let n = 0; n < 100; n++) failLater(n + 'x'.repeat(1000))`)
  const seen = await told(3)
  expect(seen.map(({ message }) => `${message}`.slice(0, 17))).toStrictEqual([
    'Uncaught Error: 0',
    'Uncaught Error: 1',
    'Uncaught Error: 2',
  ])
  for (const { message } of seen) expect(message).toHaveLength(200)
})

it('images that do not load, and events that are merely called so, are no errors', async () => {
  const { run, told } = await opened(plugin)
  await run(`
    document.body.append(Object.assign(new Image(), { src: 'data:image/png,no' }))
    dispatchEvent(new Event('error'))`)
  expect(await told(0)).toStrictEqual([])
})

it('an error of whoever hears of issues is told of once, and makes no more of them', async () => {
  const { run, told } = await opened('', { body: fail })
  await run(`
    const own = rivulet.createTracker({
      collector: '/collect',
      onIssue: (issue) => { setTimeout(() => fail('of onIssue')); fail('within') },
      wire: { ...rivulet.rivet(), fromSignal: () => { throw Error('of the wire') } },
    })
    own.use((tell, life) => rivulet.errors()((signal) => { localStorage.signals = JSON.stringify([...signals(), signal]); tell(signal) }, life))
    failLater('first')`)
  expect((await told(2)).map(({ message }) => message)).toStrictEqual([
    'Uncaught Error: first',
    'Uncaught Error: of onIssue',
  ])
})

it('nothing is left of it', async () => {
  const visit = await opened('', { body: fail })
  await leavesNothing(visit, plugin)
  await visit.run(`failLater('later')`)
  expect(await visit.told(0)).toStrictEqual([])
})
