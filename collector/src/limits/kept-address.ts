import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CollectorOptions } from '../options.ts'
import { clientAddresses } from './client-address.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What is kept of the address that a request comes from. */
    readonly keptAddress: (request: FastifyRequest) => string | undefined
  }
}

/** Has requests know what of their address may be kept: nothing, unless the operator says otherwise. */
export function keepAddresses(
  app: FastifyInstance,
  { addresses, trustProxy }: Pick<CollectorOptions, 'addresses' | 'trustProxy'>,
): void {
  const { whole } = clientAddresses(trustProxy)
  app.decorate('keptAddress', ({ raw }: FastifyRequest) =>
    addresses === 'none' ? undefined : whole(raw, addresses === 'truncated'),
  )
}
