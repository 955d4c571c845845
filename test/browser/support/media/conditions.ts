/** Whether something was seen: an expression of the page. */
export const has = (name: string): string => `signals.some(({ name }) => name === '${name}')`

/** Whether there have been so many views: an expression of the page. */
export const isViewed = (times: number): string =>
  `signals.filter(({ name }) => name === 'view').length === ${times}`

/** What is seen of every viewing that begins well. */
export const began = ['impression', 'playRequested', 'play', 'view']
