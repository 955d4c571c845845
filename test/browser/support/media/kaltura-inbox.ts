/** An event as Kaltura's parameters say it. */
export type Parameters = Readonly<Record<string, string>>

export interface KalturaInbox {
  /** Takes a request's body in. @returns the answer of the batch contract */
  take(body: string): string
  /** What has come, once each, in its sender's order; sessions in the order they came in. */
  events(): Parameters[]
}

/** Reads batches of Kaltura's events, and knows a repeat by the number that its tracker has given it. */
export const kalturaInbox = (): KalturaInbox => {
  const sessions = new Map<string, Map<number, Parameters>>()
  return {
    take(body) {
      let shared = ''
      for (const line of body.split('\n')) {
        if (line.startsWith('?')) shared = line.slice(1)
        else {
          const event = Object.fromEntries(new URLSearchParams(`${shared}&${line}`))
          const session = sessions.get(event.sessionId!) ?? new Map<number, Parameters>()
          sessions.set(event.sessionId!, session.set(Number(event['rv-n']), event))
        }
      }
      return JSON.stringify({ stored: 1, repeated: 0, rejected: [], time: Math.floor(Date.now() / 1000) })
    },
    events: () =>
      [...sessions.values()].flatMap((session) =>
        [...session].sort(([one], [other]) => one - other).map(([, event]) => event),
      ),
  }
}
