/**
 * The documents of the site, in the order of its navigation.
 *
 * @type {readonly { title: string, pages: readonly string[] }[]}
 */
export const contents = [
  {
    title: 'Start',
    pages: ['README.md', 'docs/README.md', 'docs/quick-starts.md', 'docs/faq.md', 'docs/glossary.md'],
  },
  {
    title: 'On your pages',
    pages: [
      'docs/script-tag.md',
      'docs/applications.md',
      'docs/widgets.md',
      'docs/recipes.md',
      'docs/consent.md',
      'docs/plan.md',
      'docs/debug.md',
      'docs/browsers.md',
    ],
  },
  {
    title: 'Plugins',
    pages: [
      'docs/plugins/README.md',
      'docs/plugins/events.md',
      'docs/plugins/page-views.md',
      'docs/plugins/clicks.md',
      'docs/plugins/forms.md',
      'docs/plugins/visibility.md',
      'docs/plugins/scroll-depth.md',
      'docs/plugins/time-on-page.md',
      'docs/plugins/media.md',
      'docs/plugins/conversions.md',
      'docs/plugins/errors.md',
      'docs/plugins/web-vitals.md',
    ],
  },
  {
    title: 'The collector',
    pages: [
      'collector/README.md',
      'docs/deploy.md',
      'docs/monitoring.md',
      'docs/blockers.md',
      'docs/troubleshooting.md',
      'docs/privacy.md',
      'docs/upgrading.md',
      'docs/relay.md',
      'docs/conform.md',
      'docs/scaling.md',
      'SECURITY.md',
    ],
  },
  {
    title: 'Questions',
    pages: [
      'collector/docs/examples.md',
      'collector/docs/queries.md',
      'collector/docs/store.md',
      'docs/spreadsheet.md',
    ],
  },
  {
    title: 'Moving here',
    pages: [
      'docs/migrate/README.md',
      'docs/migrate/plausible.md',
      'docs/migrate/umami.md',
      'docs/migrate/gtag.md',
      'docs/migrate/segment.md',
      'docs/migrate/snowplow.md',
      'docs/migrate/rivet.md',
    ],
  },
  { title: 'Reference', pages: ['docs/api.md', 'CHANGELOG.md'] },
]
