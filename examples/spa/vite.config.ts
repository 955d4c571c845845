import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/spa/',
  plugins: [react()],
  // While `npm run dev` serves the pages, the collector of `npm start` takes their events.
  server: {
    host: '127.0.0.1',
    proxy: { '/track': 'http://127.0.0.1:4000', '/live': 'http://127.0.0.1:4000' },
  },
})
