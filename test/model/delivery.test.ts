// @vitest-environment node
import { describe, it } from 'vitest'
import { acknowledged } from '../../src/delivery/transports/acknowledged.ts'
import { beacons } from '../../src/delivery/transports/beacons.ts'
import { fetchLaterFallback } from '../../src/delivery/transports/fetch-later-fallback.ts'
import type { Delivery } from '../../src/types.ts'
import {
  clearStorage,
  goOn,
  meet,
  onePage,
  pages,
  pass,
  setClock,
  setNetwork,
  setStorage,
  track,
} from './commands.ts'
import {
  isBounded,
  isCheap,
  isInBounds,
  isSentOnceOrLostOnItsWay,
  isStoredOnceOrDropped,
} from './invariants.ts'
import { play } from './stories.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const roomy = [5_000_000]
const tight = [5_000_000, 3_000]

const short = track(0, 0, 0, 100, 300)
const someTabs = [short, short, short, ...onePage, ...pages, pass(100, 1_000, 2_500, 6_000, minute)]
const badNetwork = [
  meet(
    'delivered twice',
    'slow',
    'very slow',
    'lost',
    'never answered',
    'delivered, answer lost',
    'delivered long after it had failed',
    'not now',
    'too many',
    "answered by a hotel's network",
  ),
  setNetwork('online', 'offline', 'lying'),
]
const refusals = [meet('too large', 'refused', 'not now')]
const badStorage = [setStorage('free', 'full', 'blocked'), clearStorage]
const badClocks = [setClock(-hour, hour, -8 * day, 8 * day), pass(2 * hour)]
const everything = [...badNetwork, ...refusals, ...badStorage, ...badClocks]

const net = (): Delivery => fetchLaterFallback(acknowledged())

describe('an event is stored once, or dropped with a name, whatever people do and however bad is', () => {
  it.each([
    ['the network: acknowledged()', acknowledged, roomy, badNetwork],
    ['the network: fetchLaterFallback(acknowledged())', net, roomy, badNetwork],
    ['network and collector: acknowledged()', acknowledged, roomy, [...badNetwork, ...refusals]],
    ['network and storage: acknowledged()', acknowledged, tight, [...badNetwork, ...badStorage]],
    ['everything: acknowledged()', acknowledged, tight, everything],
    ['everything: fetchLaterFallback(acknowledged())', net, tight, everything],
  ])(
    '%s',
    (_, delivery, storageQuotas, weather) =>
      play({
        delivery,
        storageQuotas,
        commands: [...someTabs, ...weather, ...weather],
        meanwhile: isInBounds,
        end: isStoredOnceOrDropped,
      }),
    300_000,
  )
})

describe('a visit of many pages costs little, and loses nothing:', () => {
  const visit = [short, short, short, goOn, goOn, goOn, goOn, pass(100, 800, 800, 800, 2_500, 6_000, minute)]

  it.each([
    ['the collector answers at once', [0], [65_536, 1_000], [...visit, ...onePage, ...pages]],
    // Nobody reads the answer where a page dies meanwhile, and what has no room beside others dies with it.
    ['the collector is far away', [100, 300], [65_536], [...visit, ...onePage]],
  ])(
    '%s',
    (_, distances, beaconQuotas, commands) =>
      play({
        delivery: acknowledged,
        storageQuotas: roomy,
        commands,
        distances,
        beaconQuotas,
        length: 60,
        meanwhile: (world) => {
          isInBounds(world)
          isBounded(world, 300)
        },
        end: (world) => {
          isStoredOnceOrDropped(world)
          isCheap(world)
        },
      }),
    300_000,
  )
})

describe('an event is sent once, to a collector without keys, and lost at most on its way:', () => {
  it(
    'beacons()',
    () =>
      play({
        delivery: beacons,
        storageQuotas: roomy,
        commands: [...someTabs, ...badNetwork],
        meanwhile: isInBounds,
        end: isSentOnceOrLostOnItsWay,
      }),
    300_000,
  )
})

describe('what a page keeps has an end, however much is tracked and little delivered:', () => {
  const length = 50_000
  const tracking = track(length)
  const onlyPage = [tracking, tracking, tracking, ...onePage, pass(6_000), setNetwork('offline', 'lying')]

  it.each([
    ['where there is room', onlyPage],
    // Not where storage is blocked: then not even what is there can be taken away.
    ['where there is none now and then', [...onlyPage, setStorage('free', 'full')]],
  ])(
    '%s',
    (_, commands) =>
      play({
        delivery: acknowledged,
        storageQuotas: roomy,
        commands,
        count: 60,
        length: 60,
        meanwhile: (world) => isBounded(world, length),
      }),
    300_000,
  )
})
