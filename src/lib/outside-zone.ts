interface ZoneLike {
  run<Result>(work: () => Result): Result
}

/**
 * Does the work in zone.js's root zone, where there is zone.js: listeners and timers that are made in an application's own
 * zone keep it from being stable, and each time one is called the application looks for changes.
 *
 * @see https://angular.dev/guide/zone-pollution
 */
export const outsideZone = <Result>(work: () => Result): Result => {
  const root = (globalThis as { Zone?: { root?: ZoneLike } }).Zone?.root
  return root?.run ? root.run(work) : work()
}
