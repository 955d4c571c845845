import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Bytes of code: as it is, by gzip at level 9 and by brotli at level 11. No code weighs nothing in every form. */
export const weigh = (code) => {
  const bytes = Buffer.from(code)
  if (!bytes.length) return { minified: 0, gzip: 0, brotli: 0 }
  return {
    minified: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  }
}
