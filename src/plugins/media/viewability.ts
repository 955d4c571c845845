/** As much of it has to be on the screen (Media Rating Council: half of a video's pixels). */
const threshold = 0.5

/** @returns whether the element is in sight, until the signal aborts */
export const watchViewability = (element: Element, signal: AbortSignal): (() => boolean) => {
  let isInSight = false
  // Then it is not known to be.
  if (typeof IntersectionObserver !== 'function') return () => isInSight
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) isInSight = entry.intersectionRatio >= threshold
    },
    { threshold },
  )
  observer.observe(element)
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
  return () => isInSight
}
