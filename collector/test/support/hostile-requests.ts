import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { Sent } from './from-address.ts'
import { key, least } from './profile-store.ts'

/** A request of somebody who wants to do harm. */
export interface Hostile extends Sent {
  readonly name: string
  /** What has to be answered. */
  readonly status: number
  /** The parameter at fault, where one is. */
  readonly parameter?: string
  /** How many events it may leave behind; none when nothing is said. */
  readonly stored?: number
}

const event = 'd=1795000000&c=embed&a=view'
const json = { 'content-type': 'application/json' }
const page = { origin: 'https://shop.example' }
const keyed = { authorization: `epi-single ${key}` }
const bulk = '/api/v1.0/TrackBulk'
const track = '/api/v1.0/Track'
const trackevent = 'service=analytics&action=trackEvent'
const zeros = (bytes: number) => gzipSync(Buffer.alloc(bytes))
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const trackEvent = (more: object) => JSON.stringify({ ...least, ...more })
const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${at}`, at]))

const rivet: Hostile[] = [
  {
    name: 'a long id shared by 9,900 lines, gzipped',
    body: gzipSync(`?u=${'x'.repeat(1500)}\n${'d=1&c=a&a=b\n'.repeat(9900)}`),
    status: 413,
  },
  {
    name: 'a long page shared by 9,900 lines',
    body: gzipSync(`?rr=${'x'.repeat(8000)}\n${'d=1&c=a&a=b\n'.repeat(9900)}`),
    status: 413,
  },
  {
    name: 'a long address of the request shared by 9,900 lines',
    path: `/track/activity?rr=${'x'.repeat(8000)}`,
    body: 'd=1&c=a&a=b\n'.repeat(9900),
    status: 413,
  },
  {
    name: 'a line that shares, over and over',
    body: gzipSync(`?x=${'x'.repeat(5000)}\n`.repeat(200) + event),
    status: 200,
    stored: 1,
  },
  { name: 'ids of 257 characters', body: `${event}&u=${'x'.repeat(257)}`, status: 400, parameter: 'u' },
  {
    name: 'a category of 60,000 characters',
    body: `d=1&a=b&c=${'x'.repeat(60_000)}`,
    status: 400,
    parameter: 'c',
  },
  {
    name: 'a sender of 60,000 characters',
    body: `${event}&n=1&k=${'x'.repeat(60_000)}`,
    status: 400,
    parameter: 'k',
  },
  {
    name: 'a label of 60,000 characters in the address',
    method: 'GET',
    path: `/track/activity?${event}&v1=b&l1=${'x'.repeat(60_000)}`,
    status: 400,
    parameter: 'l1',
  },
  { name: 'a million zero bytes, gzipped', body: zeros(1_000_000), status: 400 },
  { name: 'a gigabyte of zeros, gzipped', body: zeros(2 ** 28), status: 413 },
  { name: 'gzip within gzip', body: gzipSync(zeros(2 ** 26)), status: 400, parameter: 'd' },
  {
    name: 'many members of gzip, each of which is small',
    body: Buffer.concat(Array(1200).fill(zeros(1000))),
    status: 413,
  },
  { name: 'gzip cut off', body: zeros(100_000).subarray(0, 60), status: 400 },
  {
    name: 'zlib called gzip',
    body: deflateSync(event),
    headers: { 'content-encoding': 'gzip' },
    status: 400,
  },
  { name: 'brotli', body: brotliCompressSync(event), headers: { 'content-encoding': 'br' }, status: 415 },
  {
    name: 'two encodings',
    body: gzipSync(event),
    headers: { 'content-encoding': 'gzip, gzip' },
    status: 415,
  },
  { name: 'a million blank lines', body: '\n'.repeat(1_000_000), status: 400, parameter: 'd' },
  { name: 'a million blank lines and an event', body: `${'\n'.repeat(1_000_000)}${event}`, status: 413 },
  { name: 'half a million lines that share nothing', body: '?\n'.repeat(500_000), status: 413 },
  { name: 'twenty thousand lines that are none', body: 'x\n'.repeat(20_000), status: 413 },
  { name: 'ten thousand lines that are none', body: 'x\n'.repeat(9_999), status: 400, parameter: 'd' },
  {
    name: 'eight lines of ampersands',
    body: `${'&'.repeat(130_000)}\n`.repeat(8),
    status: 400,
    parameter: 'd',
  },
  {
    name: 'a line of a hundred thousand names',
    body: `${event}&${'y&'.repeat(50_000)}`,
    status: 200,
    stored: 1,
  },
  { name: 'a line of equals signs', body: `${event}&${'='.repeat(100_000)}`, status: 200, stored: 1 },
  { name: 'a line of percent signs', body: `${event}&u=${'%'.repeat(100_000)}`, status: 400, parameter: 'u' },
  {
    name: 'a line longer than a line',
    body: `${event}&x=${'y'.repeat(140_000)}\n${event}`,
    status: 200,
    stored: 1,
  },
  { name: 'a body longer than a body', body: 'y'.repeat(1_100_000), status: 413 },
  { name: 'a body that says it is longer', headers: { 'content-length': 99_999_999_999 }, status: 413 },
  {
    name: 'a sequence beyond all numbers',
    body: `${event}&k=s1&n=${'9'.repeat(400)}`,
    status: 400,
    parameter: 'n',
  },
  { name: 'the largest sequence there is', body: `${event}&k=s2&n=9007199254740991`, status: 200, stored: 1 },
  { name: 'a time of the year 5138', body: 'd=99999999999&c=embed&a=view', status: 200, stored: 1 },
  { name: 'a time in milliseconds', body: 'd=1795000000000&c=embed&a=view', status: 400, parameter: 'd' },
  {
    name: 'a ledger of a thousand names',
    body: `?k=s3&h=${Array.from({ length: 1000 }, (_, at) => `a${'b'.repeat(at % 30)}.1`).join('.')}\n?\n${event}`,
    status: 200,
    stored: 1,
  },
  {
    name: 'five thousand ledgers of made-up senders',
    body: Array.from({ length: 5000 }, (_, at) => `?k=made-up-${at}&h=recorded.${at}`)
      .join('\n')
      .concat(`\n?\n${event}`),
    status: 200,
    stored: 1,
  },
  {
    name: 'a ledger that ends nowhere',
    body: `?k=s4&h=${'a.1.'.repeat(20_000)}\n?\n${event}`,
    status: 200,
    stored: 1,
  },
  { name: 'a prototype', body: `${event}&l1=__proto__&v1=x&__proto__=y`, status: 200, stored: 1 },
  {
    name: 'a NUL and a lone half of a character',
    body: `${event}&u=%00%ED%A0%80`,
    status: 400,
    parameter: 'u',
  },
  {
    name: 'headers without end',
    method: 'GET',
    path: '/track/activity',
    headers: { 'x-long': 'y'.repeat(70_000) },
    status: 431,
  },
]

const kaltura: Hostile[] = [
  { name: 'Kaltura: brackets only', path: '/collect', headers: json, body: nested(60_000), status: 400 },
  {
    name: 'Kaltura: brackets within a member',
    path: '/collect',
    headers: json,
    body: `{"eventType":1,"a":${nested(60_000)}}`,
    status: 400,
  },
  {
    name: 'Kaltura: JSON longer than a line',
    path: '/collect',
    headers: json,
    body: JSON.stringify({ a: 'x'.repeat(200_000) }),
    status: 413,
  },
  {
    name: 'Kaltura: fifty thousand parameters',
    path: '/collect',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a&'.repeat(50_000),
    status: 413,
  },
  {
    name: 'Kaltura: 500 parameters shared by 9,000 lines',
    path: '/collect',
    body: gzipSync(`?${'a=1&'.repeat(499)}\n${'b\n'.repeat(9000)}`),
    status: 413,
  },
  { name: 'Kaltura: 501 parameters', method: 'GET', path: `/collect?${'a=1&'.repeat(501)}`, status: 413 },
  {
    name: 'Kaltura: ids that fill an address',
    method: 'GET',
    path: `/collect?sessionId=${'s'.repeat(20_000)}&userId=${'u'.repeat(20_000)}&entryId=e&eventIndex=1`,
    status: 200,
    stored: 1,
  },
  {
    name: 'Kaltura: a callback that is code',
    method: 'GET',
    path: `/collect?callback=alert(1)//${'x'.repeat(1000)}`,
    status: 400,
  },
  {
    name: 'Kaltura: a service that is none',
    method: 'GET',
    path: `/api_v3/index.php?service=${'x'.repeat(60_000)}`,
    status: 404,
  },
  {
    name: 'Kaltura: an index beyond reason',
    method: 'GET',
    path: `/api_v3/index.php?${trackevent}&sessionId=S&entryId=e&eventIndex=99999999999999999999`,
    status: 200,
    stored: 1,
  },
]

const profileStore: Hostile[] = [
  {
    name: 'Profile Store: a thousand bytes of brackets, gzipped',
    path: bulk,
    headers: page,
    body: gzipSync(nested(500_000)),
    status: 400,
  },
  {
    name: 'Profile Store: brackets that never close',
    path: track,
    headers: page,
    body: gzipSync('['.repeat(1_000_000)),
    status: 400,
  },
  {
    name: 'Profile Store: 25 KB of brackets with a key',
    path: bulk,
    headers: keyed,
    body: gzipSync(nested(12_000_000)),
    status: 400,
  },
  {
    name: 'Profile Store: braces and names',
    path: bulk,
    headers: page,
    body: '{"a":'.repeat(200_000),
    status: 400,
  },
  {
    name: 'Profile Store: a payload of 101 levels',
    path: track,
    headers: page,
    body: `{"deviceId":"d","eventType":"t","value":"v","payload":${nested(101)}}`,
    status: 400,
    parameter: 'payload',
  },
  {
    name: 'Profile Store: a user of 101 levels',
    path: track,
    headers: page,
    body: `{"deviceId":"d","eventType":"t","value":"v","user":{"info":${nested(100)}}}`,
    status: 400,
    parameter: 'user',
  },
  {
    name: 'Profile Store: an array of half a million commas',
    path: bulk,
    headers: page,
    body: `[${','.repeat(500_000)}]`,
    status: 413,
  },
  {
    name: 'Profile Store: a text that never ends',
    path: bulk,
    headers: page,
    body: `["${'\\'.repeat(900_000)}`,
    status: 400,
  },
  {
    name: 'Profile Store: half a megabyte of blanks',
    path: track,
    headers: page,
    body: `${' '.repeat(500_000)}${trackEvent({})}`,
    status: 200,
    stored: 1,
  },
  {
    name: 'Profile Store: a payload of 30,000 members',
    path: track,
    headers: page,
    body: trackEvent({ payload: members(30_000) }),
    status: 400,
  },
  {
    name: 'Profile Store: a payload of 15,000 members',
    path: track,
    headers: page,
    body: trackEvent({ payload: members(15_000) }),
    status: 200,
    stored: 1,
  },
  {
    name: 'Profile Store: numbers that grow when they are written',
    path: track,
    headers: page,
    body: `{"deviceId":"d","eventType":"t","value":"v","payload":[${'1e20,'.repeat(50_000)}1]}`,
    status: 400,
  },
  {
    name: 'Profile Store: a user of 300 members',
    path: track,
    headers: page,
    body: trackEvent({ user: members(300) }),
    status: 400,
    parameter: 'user',
  },
  {
    name: 'Profile Store: an event of 40,000 unknown members',
    path: track,
    headers: page,
    body: trackEvent(members(17_000)),
    status: 200,
    stored: 1,
  },
  {
    name: 'Profile Store: an id of 257 characters',
    path: track,
    headers: page,
    body: trackEvent({ deviceId: 'd'.repeat(257) }),
    status: 400,
    parameter: 'deviceId',
  },
  {
    name: 'Profile Store: an event type of 200,000 characters',
    path: track,
    headers: page,
    body: trackEvent({ eventType: 't'.repeat(200_000) }),
    status: 400,
    parameter: 'eventType',
  },
  {
    name: 'Profile Store: a page of 8,193 characters',
    path: track,
    headers: page,
    body: trackEvent({ pageUri: 'p'.repeat(8193) }),
    status: 400,
    parameter: 'pageUri',
  },
  {
    name: 'Profile Store: a header that is a novel',
    path: track,
    headers: { ...page, 'epi-user-ip-address': 'x'.repeat(50_000) },
    body: trackEvent({}),
    status: 200,
    stored: 1,
  },
  {
    name: 'Profile Store: a time of the year 9999',
    path: track,
    headers: page,
    body: trackEvent({ eventTime: '9999-12-31T23:59:59.9999999Z' }),
    status: 200,
    stored: 1,
  },
  {
    name: 'Profile Store: a body of a page beyond its limit',
    path: bulk,
    headers: page,
    body: gzipSync(JSON.stringify([{ ...least, value: 'v'.repeat(1_100_000) }])),
    status: 413,
  },
  {
    name: 'Profile Store: an origin that is nobody’s',
    path: track,
    headers: { origin: 'https://shop.example.evil.test' },
    body: trackEvent({}),
    status: 401,
  },
  {
    name: 'Profile Store: a key of 60,000 characters',
    path: track,
    headers: { authorization: `epi-single ${'k'.repeat(60_000)}` },
    body: trackEvent({}),
    status: 401,
  },
  {
    name: 'a question that is brackets only',
    path: '/api/v2.0/TrackEvents/preview',
    headers: keyed,
    body: nested(60_000),
    status: 400,
  },
  {
    name: 'a question of quotes without an end',
    path: '/api/v2.0/TrackEvents/preview',
    headers: keyed,
    body: `"${'\\"'.repeat(60_000)}`,
    status: 400,
  },
]

/** Each is sent to a collector with default flags, which has a key and a page that may write. */
export const hostileRequests: readonly Hostile[] = [...rivet, ...kaltura, ...profileStore]
