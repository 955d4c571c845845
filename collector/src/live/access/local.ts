import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CollectorOptions } from '../../options.ts'
import { hostNameOf, isLoopbackAddress, isLoopbackName } from './host.ts'

/** What proxies write into the requests that they pass on, and browsers never. */
const ofProxies =
  /^(x-forwarded-.*|forwarded|via|x-real-ip|x-client-ip|x-cluster-client-ip|cf-connecting-ip|true-client-ip|cdn-loop|x-amzn-trace-id|x-envoy-.*)$/

export type PublishingOptions = Pick<CollectorOptions, 'trustProxy' | 'publicUrls'>

/** Why requests may come from elsewhere, whatever they look like; undefined where they cannot. */
export function publishedBy(
  app: FastifyInstance,
  { trustProxy, publicUrls }: PublishingOptions,
): string | undefined {
  if (trustProxy.length > 0) return '--trust-proxy says that a proxy is in front'
  if (publicUrls.length > 0) return '--public-url says that others can reach it'
  return app.addresses().every((each) => typeof each !== 'string' && isLoopbackAddress(each.address))
    ? undefined
    : 'it listens on an address that is not loopback'
}

/**
 * Whether a request comes from this machine, and from somebody in front of it. A proxy on this machine connects from
 * loopback too: it shows by what it adds, by the name that it was asked for, by the HTTP/1.0 that nginx speaks to what
 * is behind it, or by what it takes away: browsers say `Connection: keep-alive`, which is for the neighbour alone and is
 * not passed on (RFC 9110, 7.6.1); nginx of whatever version says `close` there, or nothing. One that hides all that has
 * to be told of with `--trust-proxy`.
 */
export function isLocal(
  app: FastifyInstance,
  { raw, headers }: Pick<FastifyRequest, 'raw' | 'headers'>,
  options: PublishingOptions,
): boolean {
  return (
    publishedBy(app, options) === undefined &&
    isLoopbackAddress(raw.socket.remoteAddress) &&
    isLoopbackName(hostNameOf(headers.host)) &&
    raw.httpVersion === '1.1' &&
    /\bkeep-alive\b/i.test(headers.connection ?? '') &&
    !Object.keys(headers).some((name) => ofProxies.test(name))
  )
}
