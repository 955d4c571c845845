/** Gathers any number of calls into one call of `work` before the next frame is drawn. */
export function oncePerFrame(work: () => void): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      work()
    })
  }
}
