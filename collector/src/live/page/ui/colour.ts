/** What a custom property of the page's style sheet says now: it changes with the scheme, and a canvas does not. */
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name)
