import { defineConfig } from 'astro/config'

export default defineConfig({
  // While `astro dev` serves the pages, it passes events on to a collector on this machine.
  vite: { server: { proxy: { '/track': 'http://127.0.0.1:4000' } } },
})
