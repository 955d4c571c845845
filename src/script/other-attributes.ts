/** Attributes that the other files know. */
export const others: readonly string[] =
  'forms scrollDepth timeOnPage errors webVitals shareIds takeIds renewIds debug'.split(' ')
