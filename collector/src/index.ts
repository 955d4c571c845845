export { createCollector } from './collector.ts'
export type { Key } from './keys.ts'
export type { CollectorOptions } from './options.ts'
