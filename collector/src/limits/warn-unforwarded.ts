import type { FastifyInstance } from 'fastify'
import type { CollectorOptions } from '../options.ts'
import { clientAddresses, plainAddress } from './client-address.ts'

/**
 * Says in the log that a trusted proxy does not say whom its requests are from: all visitors are one address then, share
 * its limits, and are answered 429 on a busy day.
 *
 * @param app - of the routes that pages send to: who asks the others from this machine may be no proxy
 */
export function warnUnforwarded(
  app: FastifyInstance,
  { trustProxy }: Pick<CollectorOptions, 'trustProxy'>,
): void {
  if (trustProxy.length === 0) return
  const { isProxy } = clientAddresses(trustProxy)
  // In a range there may be visitors, whose addresses are in no log.
  const proxyOf = (address = '') => (trustProxy.includes(address) ? address : trustProxy.join(', '))
  app.addHook('onRequest', (request, _reply, done) => {
    const { remoteAddress = '' } = request.socket
    // With a key it is a server of one's own, which may be on this machine: it passes nobody's request on.
    const isOwn = request.headers.authorization !== undefined
    if (request.headers['x-forwarded-for'] === undefined && !isOwn && isProxy(remoteAddress)) {
      app.failures.say(
        'warn',
        'a trusted proxy sends no X-Forwarded-For: all its visitors share the limits of one address',
        { proxy: proxyOf(plainAddress(remoteAddress)) },
      )
    }
    done()
  })
}
