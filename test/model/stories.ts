import fc from 'fast-check'
import type { Delivery } from '../../src/types.ts'
import type { Command } from './commands.ts'
import { heal } from './heal.ts'
import { inWorld, type World } from './world.ts'

export interface Stories {
  readonly delivery: () => Delivery
  /** How many characters the site may store. */
  readonly storageQuotas: readonly number[]
  /** Of what stories are made. */
  readonly commands: readonly fc.Arbitrary<Command>[]
  /** Characters that requests which outlive their page may have in flight. Default: as many as browsers give, and few. */
  readonly beaconQuotas?: readonly number[]
  /** How far the collector may be away: there and back, in ms. Default: it answers at once. */
  readonly distances?: readonly number[]
  /** How many stories. Default 1,000. */
  readonly count?: number
  /** How many commands in one, at most. Default 30. */
  readonly length?: number
  /** What has to hold after each command. */
  meanwhile(world: World): void
  /** What has to hold when all is well again and one last page has come. */
  end?(world: World): void
}

/** Plays stories, each in a world of its own that begins with one open tab. */
export const play = ({
  delivery,
  storageQuotas,
  commands,
  beaconQuotas = [65_536, 1_000],
  distances = [0],
  count = 1_000,
  length = 30,
  meanwhile,
  end: atEnd,
}: Stories): Promise<void> => {
  const options = fc.record({
    batch: fc.record({ count: fc.constantFrom(2, 50), bytes: fc.constantFrom(500, 30_000) }),
    beaconQuota: fc.constantFrom(...beaconQuotas),
    storageQuota: fc.constantFrom(...storageQuotas),
    hasLocks: fc.boolean(),
    away: fc.constantFrom(...distances),
  })
  // Left alone, fast-check makes lists of ten at most.
  const story = fc.array(fc.oneof(...commands), { minLength: 1, maxLength: length, size: 'max' })
  // Time enough to make a story that fails a short one. Not fast-check's own limit: that leaves a story half played, which
  // then goes on in the next one's world.
  const deadline = Date.now() + 45_000
  return fc.assert(
    fc.asyncProperty(options, story, async (setting, happenings) => {
      if (Date.now() > deadline) return
      await inWorld(delivery, setting, async (world) => {
        world.open()
        for (const { run } of happenings) {
          await run(world)
          // The task ends, and what it has put off to the next is done.
          await world.clock.pass(0)
          meanwhile(world)
        }
        await heal(world)
        atEnd?.(world)
      })
    }),
    { numRuns: count },
  )
}
