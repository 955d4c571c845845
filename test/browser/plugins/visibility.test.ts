import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { ownClock } from '../support/plugins/own-clock.ts'
import { leavesNothing, usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()

const style = `<style>
  body { margin: 0 }
  .tile { height: 200px }
  .room { height: 3000px }
</style>`
const below = `${style}<div class="room"></div><div class="tile" id="tile" data-story="s-1"></div><div class="room"></div>`

/** Waits until the browser has told every observer that the tile is in sight or out of it, which it does with a frame. */
const isObserved = (isInSight: boolean): string => `await new Promise((done) => {
  const hear = (changes) => changes.at(-1).isIntersecting === ${isInSight} && setTimeout(done)
  new IntersectionObserver(hear).observe(document.querySelector('.tile'))
})`

/** Scrolls until so many pixels of the tile are in sight. */
const show = (pixels: number): string => `scrollTo(0, 3000 - innerHeight + ${pixels})`

it('an element is viewable when half of it was in sight for a second, and is told once', async () => {
  const { run, told, events, isCalm } = await opened(`rivulet.visibility('.tile')`, { body: below })
  await run(show(90))
  await pause(1200)
  expect(await told(0)).toStrictEqual([])
  await run(show(110))
  expect(await told(1)).toStrictEqual([{ name: 'element/visible', story: 's-1' }])
  await run('scrollTo(0, 0)')
  await pause(200)
  await run(show(200))
  await pause(1200)
  expect(await told(1)).toHaveLength(1)
  await run('tracker.flush()')
  await expect
    .poll(events)
    .toMatchObject([{ category: 'element', action: 'visible', labels: { story: 's-1' } }])
  await isCalm()
})

it('a second that is broken off does not count', async () => {
  const { run, told } = await opened(`rivulet.visibility('.tile')`, { head: ownClock(1000), body: below })
  for (let times = 0; times < 3; times++) {
    await run(`${show(200)}; ${isObserved(true)}; pass(500)`)
    await run(`scrollTo(0, 0); ${isObserved(false)}; pass(200)`)
  }
  expect(await told(0)).toStrictEqual([])
  await run(`${show(200)}; ${isObserved(true)}; pass(1000)`)
  expect(await told(1)).toHaveLength(1)
})

it('share, time, name and facts are adjustable, and an element can be told each time', async () => {
  const { run, told } = await opened(
    `rivulet.visibility('.tile', {
      ratio: 0.9, time: 100, repeat: true, name: 'tile/view', facts: ({ id }) => ({ id, page: '/of-the-tile' }),
    })`,
    { body: below },
  )
  await run(show(150))
  await pause(300)
  await run(show(190))
  await told(1)
  await run(show(200))
  await pause(300)
  await run(`scrollTo(0, 0); ${isObserved(false)}`)
  await run(show(200))
  const signal = { name: 'tile/view', id: 'tile', page: '/of-the-tile' }
  expect(await told(2)).toStrictEqual([signal, signal])
})

it('an element larger than the screen is viewable when it fills half of that', async () => {
  const { run, told } = await opened(`rivulet.visibility('.large', { time: 100 })`, {
    body: `${style}<div class="room"></div><div class="large" style="height: 8000px" data-large="1"></div>`,
  })
  await run(show(0.4).replace('0.4', 'innerHeight * 0.4'))
  expect(await told(0)).toStrictEqual([])
  await run(show(0.6).replace('0.6', 'innerHeight * 0.6'))
  expect(await told(1)).toHaveLength(1)
})

it('what has no area is not seen', async () => {
  const { told } = await opened(`rivulet.visibility('.tile', { time: 50 })`, {
    body: '<div class="tile"></div><div class="tile" style="width: 9px; height: 9px; display: none"></div>',
  })
  expect(await told(0)).toStrictEqual([])
})

it('elements that come later are seen, each once, wherever they are moved', async () => {
  const { run, told } = await opened(`rivulet.visibility('.tile', { time: 100 })`, { body: style })
  await run(`
    document.body.innerHTML = '<p><span class="tile" style="display: block" data-of="inner"></span></p>'
    const own = Object.assign(document.createElement('div'), { className: 'tile' })
    own.dataset.of = 'own'
    document.body.append(own)`)
  await told(2)
  await run(`const own = document.querySelector('div.tile'); own.remove(); document.body.prepend(own)`)
  expect((await told(2)).map((signal) => signal.of).sort()).toStrictEqual(['inner', 'own'])
})

it("a widget's shadow root is looked into, if it is handed over", async () => {
  const { run, told } = await opened('', { body: `${style}<div id="host"></div>` })
  await run(`
    const root = host.attachShadow({ mode: 'open' })
    use(rivulet.visibility('b', { time: 100, root }))
    root.innerHTML = '<b data-in="shadow">Tile</b>'`)
  expect(await told(1)).toMatchObject([{ in: 'shadow' }])
})

it('what nobody has in front of them is not seen: the second begins when the page is back', async () => {
  const { run, told, hide, signals } = await opened('', {
    head: ownClock(2000),
    body: `${style}<div class="tile"></div>`,
  })
  await run(`use(rivulet.visibility('.tile', { time: 2000 })); ${isObserved(true)}; pass(1500)`)
  const show = await hide()
  await run('pass(2500)')
  expect(await signals()).toStrictEqual([])
  await show()
  await run('pass(1999)')
  expect(await signals()).toStrictEqual([])
  await run('pass(1)')
  expect(await told(1)).toHaveLength(1)
})

it('nothing is left of it', async () => {
  const visit = await opened('', { body: `${style}<div class="tile"></div>` })
  await leavesNothing(
    visit,
    // Far longer than a busy machine takes to come to the end.
    `rivulet.visibility('.tile', { time: 30_000 })`,
    `await new Promise((done) => setTimeout(done, 150))`,
  )
  await visit.run(`document.body.insertAdjacentHTML('beforeend', '<div class="tile"></div>')`)
  expect(await visit.told(0)).toStrictEqual([])
})
