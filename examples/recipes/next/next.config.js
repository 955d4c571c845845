import { fileURLToPath } from 'node:url'

/** @type {import('next').NextConfig} */
export default {
  // `rivulet` is this repository's own build here, outside of this folder. With `npm install rivulet` you need no such line.
  turbopack: { root: fileURLToPath(new URL('../../..', import.meta.url)) },
}
