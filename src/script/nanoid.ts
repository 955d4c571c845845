/**
 * Takes nanoid's place in the script for pages: as many characters, six bits each but for two that are one (`_`). It
 * weighs 50 bytes less (brotli): the alphabet is the browser's.
 */
export const nanoid = (length: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(length))))
    .slice(0, length)
    .replace(/\W/g, '_')
