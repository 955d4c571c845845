// Run by `lookThrough`: prints `ok`, or what is damaged.

import { openQuietly } from './inspect.ts'

const checked = (): string => {
  const { database, close } = openQuietly(process.argv[2]!)
  try {
    return String(database.pragma('quick_check(1)', { simple: true }))
  } finally {
    close()
  }
}

let found: string
try {
  found = checked()
} catch (error) {
  found = (error as Error).message
}
process.stdout.write(found)
