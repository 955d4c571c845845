import { createCollector } from '../collector.ts'
import { parseCommandLine } from './command-line.ts'

const { host, port, ...options } = parseCommandLine(process.argv)

try {
  const collector = await createCollector(options)
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
    throw error
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const reason =
    code === 'EADDRINUSE' ? `port ${port} on ${host} is taken; choose another with --port` : message
  process.stderr.write(`rivulet-collector: ${reason}\n`)
  process.exitCode = 1
}
