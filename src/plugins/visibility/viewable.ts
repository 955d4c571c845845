/**
 * Whether so much of an element is in sight, of its own area or of what there is room for: large elements never fit.
 *
 * @param ratio - 0.5 is half
 */
export const isViewable = (
  { boundingClientRect: { width, height }, intersectionRatio, rootBounds }: IntersectionObserverEntry,
  ratio: number,
): boolean => {
  // A frame of another origin is not told the root's size, and its own may be longer than any screen. The page may have
  // variables of these names.
  const room =
    Math.min(width, rootBounds?.width ?? (Math.min(innerWidth, screen.width) || width)) *
    Math.min(height, rootBounds?.height ?? (Math.min(innerHeight, screen.height) || height))
  // An element without an area is in sight for the browser, and for nobody else.
  return room > 0 && intersectionRatio >= (ratio * room) / (width * height)
}
