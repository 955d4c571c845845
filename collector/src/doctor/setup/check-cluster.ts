import { openStore } from '../../open-store.ts'
import type { CollectorOptions } from '../../options.ts'
import { causeOf } from '../../store/clickhouse/failures.ts'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, problem } = findingsOf('store')

/** Asks a cluster as the collector would. */
export async function checkCluster(
  setup: Pick<CollectorOptions, 'store' | 'storePassword'>,
): Promise<readonly Finding[]> {
  try {
    const store = await openStore(setup)
    await store.close()
    return [ok('the cluster answers, and has the schema of this collector.')]
  } catch (error) {
    return [
      problem(
        `the cluster cannot be used: ${causeOf(error)}.`,
        'Look at --store and RIVULET_STORE_PASSWORD.',
      ),
    ]
  }
}
