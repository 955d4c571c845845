import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import type { CollectorOptions } from '../options.ts'

/** Who may read the answers of these routes. Their prefix bounds which preflights are answered. */
export async function crossOrigin(
  app: FastifyInstance,
  { origins }: Pick<CollectorOptions, 'origins'>,
): Promise<void> {
  // A beacon always sends credentials, and a browser shows its answer only to an origin that is named exactly.
  await app.register(cors, {
    ...(origins.length > 0 ? { origin: [...origins], credentials: true } : { origin: '*' }),
    methods: ['GET', 'POST'],
    ...shared,
  })
}

/** The same for routes where origins that are not listed need a key, which no page may have. */
export async function listedOrigins(
  app: FastifyInstance,
  { origins }: Pick<CollectorOptions, 'origins'>,
): Promise<void> {
  if (origins.length === 0) return
  await app.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['POST'],
    ...shared,
  })
}

/** Any header is allowed: what a page's other tools add (`baggage`, `sentry-trace`) must not cost its events. */
const shared = {
  exposedHeaders: ['Retry-After'],
  // Chromium keeps a preflight no longer than two hours.
  maxAge: 7200,
  strictPreflight: false,
}
