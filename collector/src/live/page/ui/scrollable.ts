/** Lets the keyboard reach what scrolls (WCAG 2.1.1). It has to have a name. */
export function letScroll(place: HTMLElement): void {
  place.tabIndex = 0
}
