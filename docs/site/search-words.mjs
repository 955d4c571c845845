/**
 * What people call something that the documents call otherwise, by the section that answers them. It is found first.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const searchWords = {
  'docs/upgrading.html#leaving': 'uninstall remove delete all get rid of it',
  'docs/upgrading.html#upgrading-and-leaving': 'update upgrade new version',
  'docs/consent.html#consent': 'consent pending cookie banner opt in opt out opt-in opt-out',
  'docs/consent.html#consent-platforms': 'cookie banner cmp cookiebot onetrust',
  'docs/privacy.html#privacy': 'gdpr dsgvo ccpa law personal data cookies',
  'docs/privacy.html#a-persons-request':
    'gdpr delete erase forget a visitor user data subject request unsubscribe object',
  'docs/privacy.html#an-id-that-lasts': 'safari itp 7 days',
  'docs/troubleshooting.html#troubleshooting':
    'not working does not work broken no events nothing arrives missing',
  'docs/troubleshooting.html#events-are-there-twice': 'double doubled duplicate duplicates twice',
  'docs/troubleshooting.html#404-or-405-unreachable': '404 error not found',
  'docs/blockers.html#content-blockers': 'blocked adblock ad blocker ublock brave',
  'docs/spreadsheet.html#from-events-to-a-spreadsheet': 'csv excel google sheets download xlsx numbers',
  'docs/deploy.html#on-a-real-site':
    'install production https server proxy self-hosted self hosted selfhosted hosting',
  'docs/deploy.html#keep-it-running': 'docker podman kubernetes container systemd service',
  'docs/quick-starts.html#quick-starts':
    'install wordpress shopify tag manager gtm react next vue getting started',
  'docs/script-tag.html#the-script-tag': 'snippet install attributes html',
  'docs/widgets.html#widgets': 'iframe embed frame',
  'docs/quick-starts.html#wordpress': 'wordpress woocommerce plugin',
  'docs/quick-starts.html#the-tracker-of-an-application': 'npm install package registry',
  'docs/faq.html#13-how-do-i-leave-out-my-own-visits':
    'exclude myself ignore me own visits internal traffic staff employees office',
  'docs/script-tag.html#events-in-html': 'add to cart basket button click custom event',
  'docs/plugins/conversions.html#conversions':
    'price revenue sale sales purchase order ecommerce e-commerce checkout currency',
  'docs/plugins/page-views.html#pageviews': 'spa router route routes single page application pushstate',
  'docs/migrate/gtag.html#from-google-analytics-gtag': 'ga4 google analytics',
}
