type Told = readonly [type: number, position: number, facts?: Readonly<Record<string, string | number>>]

const waits = { bufferTime: 0, bufferTimeSum: 0, actualBitrate: -1 }
const impression = (position: number): Told => [1, position]
const began: readonly Told[] = [
  [2, 0],
  [3, 0, { ...waits, joinTime: 0.02, canPlay: 0.04 }],
  [99, 0, { ...waits, playTimeSum: 0, soundMode: 1, tabMode: 2 }],
  [43, 0.21, { actualBitrate: -1 }],
]
const view = (position: number, playTimeSum: number): Told => [99, position, { ...waits, playTimeSum }]

/**
 * What a Kaltura player counts in one go: from 1 with each entry, with the same one again, after thirty seconds of pause
 * and after an error. `sessionId` stays, and so may `entryId`.
 */
const runs: readonly (readonly [entryId: string, events: readonly Told[]])[] = [
  [
    '0_a',
    [
      impression(0),
      ...began,
      view(10, 10),
      view(20, 20),
      [35, 40, { targetPosition: 40 }],
      [11, 40],
      [12, 40],
      [33, 43],
    ],
  ],
  // Thirty seconds of pause.
  ['0_a', [[4, 43, waits], view(53, 10), [13, 60], [33, 60]]],
  // And again.
  ['0_a', [[35, 5, { targetPosition: 5 }], [4, 5, waits], view(15, 10)]],
  // The same entry, loaded again.
  ['0_a', [impression(22), ...began, [33, 4]]],
  ['0_b', [impression(4), ...began]],
  // An error, after which the entry is loaded again.
  ['0_c', [impression(2), [98, 0, { errorCode: 3022, errorPosition: 1 }]]],
  ['0_c', [impression(0), ...began, view(10, 10), [33, 12]]],
]

/** A session of 38 events as a real player sends it, each as a query; what it knows of its start comes with each run's second. */
export const playerSession: readonly string[] = runs.flatMap(([entryId, events], run) =>
  events.map(([eventType, position, more], at) => {
    const started = at > 0 && { sessionStartTime: 1795000000 + 100 * run }
    const all = { eventType, position, ...more, entryId, ...started }
    const facts = Object.entries(all).map(([name, value]) => `${name}=${value}`)
    return `sessionId=S-1%3AS-2&partnerId=585231&eventIndex=${at + 1}&${facts.join('&')}`
  }),
)
