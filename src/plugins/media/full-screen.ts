/** Whether the element, or the player around it, fills the screen. iPhones do that to the element alone. */
export const isFullScreen = (element: HTMLMediaElement): boolean =>
  !!document.fullscreenElement?.contains(element) ||
  !!(element as { webkitDisplayingFullscreen?: boolean }).webkitDisplayingFullscreen
