import { createCollector } from '../collector.ts'
import { nameOf } from '../open-store.ts'
import { knownVersion } from '../version.ts'
import type { Settings } from './read-flags.ts'
import type { UnknownVariable } from './unknown-variables.ts'

/** Serves until a signal comes. @throws what is wrong with port, store or settings */
export async function runCollector(
  { host, port, ...options }: Settings,
  unknown: readonly UnknownVariable[],
): Promise<void> {
  const collector = await createCollector(options)
  collector.log.info({ version: knownVersion(), store: nameOf(options.store) }, 'starting')
  for (const { name: variable, meant } of unknown)
    collector.log.warn({ variable, meant }, 'no such variable: it is ignored')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      collector.log.info({ signal }, 'closing')
      collector.close().then(() => collector.log.info('closed'))
    })
  }
  try {
    await collector.listen({ host, port })
  } catch (error) {
    await collector.close()
    const { code, message } = error as NodeJS.ErrnoException
    throw code === 'EADDRINUSE'
      ? new Error(`port ${port} on ${host} is taken; choose another with --port`, { cause: error })
      : new Error(message, { cause: error })
  }
}
