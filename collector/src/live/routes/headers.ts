/**
 * For all that shows visitors' data: no other page may read it, and the page may load its own files alone. Its forms are
 * those of login and logout; they say where they come from only under a policy that lets its own pages know.
 */
export const liveHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}
