import Cookies from 'js-cookie'

const probe = '_tog.rv-probe'

/**
 * The widest domain that takes cookies from this host. A page carries no list of public suffixes, so it has to try;
 * browsers refuse a suffix such as `co.uk` without an error.
 *
 * @returns undefined where only the host itself will do, such as `localhost`
 */
export const widestDomain = (hostname: string): string | undefined => {
  const labels = hostname.split('.')
  // Nobody may set cookies on a top-level domain: begin with the label before it.
  let domain = labels.pop()
  while (labels[0]) {
    domain = `${labels.pop()}.${domain}`
    Cookies.set(probe, '1', { domain })
    const took = Cookies.get(probe)
    Cookies.remove(probe, { domain })
    if (took) return domain
  }
  return
}
