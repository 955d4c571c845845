/** What says where a visitor comes from, and not who that is. Ids of clicks (`gclid`) are each of one person. */
const campaign = 'utm_source utm_medium utm_campaign utm_term utm_content utm_id'

/** A text that begins like an address, absolute or from the site's root. */
const isAddress = /^([\w+.-]+:)?\//

/**
 * Makes what takes out of an address all but its path, the parameters of campaigns and those that are named. A hash that
 * is a route (`#/basket`) is of the path, and its query is one too. Any other text is left as it is.
 *
 * @param parameters - names, in a list or apart by spaces or commas; `all` leaves everything
 */
export const addressCleaner = (parameters: string | readonly string[] = ''): ((text: string) => string) => {
  const names = `${parameters} ${campaign}`.match(/[^\s,]+/g) as readonly string[]
  return (text) =>
    names.includes('all') || !isAddress.test(text)
      ? text
      : text.replace(/#(?!!?\/).*/s, '').replace(/\?[^#]*/g, (query) =>
          query
            // Somebody may have put a query behind a query.
            .replace(/[?&]([^=&?]*)[^&?]*/g, (parameter, name) => (names.includes(name) ? parameter : ''))
            .replace(/^&/, '?'),
        )
}
