import { readFileSync } from 'node:fs'
import { bundled } from './bundled.ts'

export interface Request {
  readonly url: string
  readonly body: string
}

export interface OldProduct {
  readonly name: string
  /** What each address answers, as the product's own server would; the first that matches. All else is blocked. */
  readonly answers: readonly (readonly [address: RegExp, type: string, body: string])[]
  /** Names of the events that its server was sent, by what was sent. */
  readonly names: (request: Request) => readonly string[]
}

const json = 'application/json'
const script = 'text/javascript'

/** Its script is in no registry; its package has the same code, and is asked for what that name of the script asks for. */
const plausibleScript = await bundled(`
  import { init } from '@plausible-analytics/tracker'
  init({ domain: document.currentScript.dataset.domain, outboundLinks: true, fileDownloads: true })`)

/** Names are of the product's own: what a page view is called, and what a call is. */
export const plausible: OldProduct = {
  name: 'plausible',
  answers: [
    [/^https:\/\/plausible\.io\/js\/script\.outbound-links\.file-downloads\.js$/, script, plausibleScript],
    [/^https:\/\/plausible\.io\/api\/event$/, 'text/plain', 'ok'],
  ],
  names: ({ body }) => [JSON.parse(body).n].filter((name) => name !== 'engagement'),
}

/** Umami's own, of its package 2.10.0, which has a whole application around it; or a newer one of yours. */
const umamiScript = process.env.UMAMI_SCRIPT ?? new URL('../../../fixtures/umami/script.js', import.meta.url)
export const umami: OldProduct = {
  name: 'umami',
  answers: [
    [
      /^https:\/\/cloud\.umami\.is\/script\.js$/,
      script,
      // A newer one has these, and its build fills them in.
      readFileSync(umamiScript, 'utf8')
        .replace('__COLLECT_API_HOST__', '')
        .replace('__COLLECT_API_ENDPOINT__', '/api/send'),
    ],
    [/^https:\/\/cloud\.umami\.is\/api\/send$/, json, '{"cache":"c","sessionId":"s","visitId":"v"}'],
  ],
  names: ({ body }) => {
    const { type, payload } = JSON.parse(body)
    return [type === 'identify' ? 'identify' : (payload.name ?? 'page')]
  },
}

/** Google's script is in no registry, and blocked. */
export const gtag: OldProduct = { name: 'gtag', answers: [], names: () => [] }

export const segment: OldProduct = {
  name: 'segment',
  answers: [[/^https:\/\/api\.segment\.io\/v1\//, json, '{"success":true}']],
  names: ({ body }) => {
    const { type, event } = JSON.parse(body)
    return [event ?? type]
  },
}

export const snowplow: OldProduct = {
  name: 'snowplow',
  answers: [
    [/^https:\/\/collect\.shop\.example\/com\.snowplowanalytics\.snowplow\/tp2$/, 'text/plain', 'ok'],
  ],
  names: ({ body }) =>
    (JSON.parse(body).data as { e: string; se_ac?: string }[]).map(({ e, se_ac }) => se_ac ?? e),
}
