import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LeftOut } from '../http/refusals.ts'
import { addressesIn, clientAddresses, plainAddress } from '../limits/client-address.ts'
import { inTurns, mapping } from '../limits/turns.ts'
import type { StoredEvent } from '../model/event.ts'
import type { CollectorOptions } from '../options.ts'
import { createBotCheck } from './bot-check.ts'
import { openGeoFile } from './geo-file.ts'
import type { Place } from './place.ts'

/** What is known of who sends a request, and what follows for its events. */
export interface Visitors {
  screen(request: FastifyRequest, events: readonly StoredEvent[]): Screened | Promise<Screened>
}

export interface Screened {
  /** Those that are wanted, with where their visitor is. */
  readonly events: readonly StoredEvent[]
  /** Nothing of the request is wanted, whatever else it holds. */
  readonly isLeftOut: boolean
}

type VisitorOptions = Pick<CollectorOptions, 'addresses' | 'trustProxy' | 'geo' | 'bots' | 'ignoreAddresses'>

declare module 'fastify' {
  interface FastifyInstance {
    readonly visitors: Visitors
  }
  interface FastifyRequest {
    /** A server sends it, with a key, of visitors of its own: the connection is none of theirs. */
    isRelayed: boolean
  }
}

const nowhere: Place = {}

/**
 * Has requests know of their visitors what the operator asks for. What is not asked for is not looked at.
 *
 * @param countBots - hears of events from bots, whatever becomes of them; undefined: nobody counts
 * @throws when the database of places cannot be read
 */
export async function knowVisitors(
  app: FastifyInstance,
  { addresses, trustProxy, geo, bots, ignoreAddresses }: VisitorOptions,
  countBots: ((dialect: string, count: number) => void) | undefined,
): Promise<void> {
  const { whole } = clientAddresses(trustProxy)
  const isOwn = ignoreAddresses.length === 0 ? undefined : addressesIn(ignoreAddresses)
  const isBot = bots === 'keep' && countBots === undefined ? undefined : await createBotCheck()
  const places = geo === undefined ? undefined : await followGeoFile(app, geo)
  /** Whether addresses are of use: to read one takes a microsecond. */
  const needsAddress = isOwn !== undefined || places !== undefined
  const isAsked = isOwn !== undefined || isBot !== undefined || places !== undefined || addresses !== 'none'

  /** Of the request as a whole, by its connection. */
  const unwanted = (client: string | undefined, isFromBot: boolean): LeftOut | undefined => {
    if (client !== undefined && isOwn?.(client)) return 'ignored'
    return isFromBot && bots === 'drop' ? 'dropped' : undefined
  }

  const screen: Visitors['screen'] = async (request, events) => {
    const { refusals } = app
    const dialect = events[0]?.dialect
    const client = request.isRelayed || !needsAddress ? undefined : whole(request.raw, false)
    const isFromBot = !request.isRelayed && isBot?.(request.headers['user-agent']) === true
    const why = unwanted(client, isFromBot)
    if (isFromBot && why !== 'ignored' && dialect !== undefined) countBots?.(dialect, events.length)
    if (why !== undefined) {
      if (dialect !== undefined) refusals.leftOut(dialect, why, events.length)
      return { events: [], isLeftOut: true }
    }
    const kept =
      addresses === 'none' || request.isRelayed ? undefined : whole(request.raw, addresses === 'truncated')
    const here = (client !== undefined && places?.placeOf(client)) || nowhere
    const mark = isFromBot && bots === 'mark' ? { traffic: 'bot' } : undefined

    if (!needsAddress && kept === undefined && mark === undefined) return { events, isLeftOut: false }

    const described = await inTurns(
      mapping(events, (event) => {
        const said = event.address === undefined ? undefined : plainAddress(event.address)
        if (said !== undefined && isOwn?.(said)) return undefined
        // What an event says itself goes before, and an address that it says before the connection's.
        const saysPlace = event.country !== undefined || event.city !== undefined
        const there =
          event.address === undefined ? here : (said !== undefined && places?.placeOf(said)) || nowhere
        return { ...event, address: event.address ?? kept, ...(!saysPlace && there), ...mark }
      }),
    )
    const wanted = described.filter((event) => event !== undefined)
    if (dialect !== undefined && wanted.length < events.length)
      refusals.leftOut(dialect, 'ignored', events.length - wanted.length)
    return { events: wanted, isLeftOut: false }
  }

  app.decorateRequest('isRelayed', false)
  app.decorate('visitors', { screen: isAsked ? screen : (_, events) => ({ events, isLeftOut: false }) })
}

/** Reads the database, and follows its file for as long as the server listens. */
async function followGeoFile(
  app: FastifyInstance,
  geo: string,
): Promise<{ placeOf(address: string): Place }> {
  const file = await openGeoFile(geo)
  app.addHook('onReady', async () =>
    file.watch({
      changed: ({ type, built }) =>
        app.log.info({ geo, type, built }, 'the database of places was read anew'),
      failed: (reason) =>
        app.log.error({ reason }, 'the new database of places cannot be used: the old one goes on'),
    }),
  )
  app.addHook('onClose', async () => file.close())
  return file
}
