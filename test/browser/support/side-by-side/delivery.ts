/** Whatever is asked of a page, a collector or storage, is there within this: retries, too. */
export const delivery = { timeout: 60_000 }
