/** What a callback comes to, as the language's own promise: the global `Promise` may be an old library's. */
export const promised = <Result>(
  start: (done: (result: Result) => void, failed: (reason?: unknown) => void) => void,
): Promise<Result> => new ((async () => {})().constructor as PromiseConstructor)(start)
