import type { FunctionName } from '../functions.ts'
import type { Type } from '../tree.ts'
import { call, expectType } from './calls.ts'
import { textLiteral, textOf } from './operands.ts'
import type { ScalarFunction } from './scalar-function.ts'

const ofText = (functionName: FunctionName, type: Type = 'string'): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (name, [text]) => call(functionName, type, textOf(name, text!)),
})

/** Of texts alone: of what bytes Kusto makes the hash of another value is documented nowhere. */
const hash = (algorithm: string): ScalarFunction => ({
  least: 1,
  most: 1,
  bind: (name, [text]) => call('hash', 'string', textLiteral(algorithm), expectType(name, text!, ['string'])),
})

export const urlFunctions: readonly (readonly [string, ScalarFunction])[] = [
  ['parse_url', ofText('parseUrl', 'dynamic')],
  ['parseurl', ofText('parseUrl', 'dynamic')],
  ['parse_urlquery', ofText('parseUrlQuery', 'dynamic')],
  ['url_encode', ofText('urlEncode')],
  ['url_encode_component', ofText('urlEncodeComponent')],
  ['url_decode', ofText('urlDecode')],
  ['base64_encode_tostring', ofText('base64Encode')],
  ['base64_decode_tostring', ofText('base64Decode')],
  ['hash_md5', hash('md5')],
  ['hash_sha1', hash('sha1')],
  ['hash_sha256', hash('sha256')],
]
