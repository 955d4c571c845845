import type { WireKit } from './kit.ts'

/** Where the bad event stands, as answers count: lines, or places in an array. */
export function placeOfBad(body: string, wire: WireKit['name']): number {
  if (wire === 'profile-store')
    return 1 + (JSON.parse(body) as { eventType?: string }[]).findIndex(({ eventType }) => !eventType)
  return 1 + body.split('\n').findIndex((line) => line.endsWith('n=900'))
}
