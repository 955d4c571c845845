import type { Store } from '../types.ts'
import { quiet } from './quiet.ts'

export const localStore = (): Store =>
  quiet({
    get: (key) => localStorage.getItem(key),
    set: (key, value) => localStorage.setItem(key, value),
  })
