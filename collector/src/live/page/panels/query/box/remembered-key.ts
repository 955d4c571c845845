const NAME = 'rivulet.query-key'

/** The key, for as long as the tab lives. Where storage is blocked it is asked for again. */
export const rememberedKey = {
  get(): string {
    try {
      return sessionStorage.getItem(NAME) ?? ''
    } catch {
      return ''
    }
  },
  set(key: string): void {
    try {
      sessionStorage.setItem(NAME, key)
    } catch {}
  },
}
