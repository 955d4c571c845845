export { type DebugOptions, debugged } from './debugged.ts'
