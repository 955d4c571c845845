import { register } from 'node:module'

// Parts that start what tests start import it as it is, in TypeScript, which Node 20 does not know.
register('./typescript-hook.mjs', import.meta.url)
