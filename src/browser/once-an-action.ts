/**
 * Says of a click whether it is the first of its action: a browser follows a click on a label with one on its control, and
 * a page may follow one on a card with one on its link.
 */
export const onceAnAction = (): ((event: Event) => boolean) => {
  let first: Event | undefined
  return (event) => {
    const isFollowing =
      // Firefox clicks the control, and a page what it likes, while the first click is still on its way.
      first?.eventPhase ||
      // Chromium and WebKit click it afterwards, with the time of the first. What scripts click may have that by chance.
      (first?.timeStamp === event.timeStamp &&
        (event.isTrusted || (first.target as HTMLLabelElement).control === event.target))
    if (!isFollowing) first = event
    return !isFollowing
  }
}
