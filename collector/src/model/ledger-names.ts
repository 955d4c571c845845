interface LedgerName {
  /** Whether each that is counted is an event that was lost. */
  readonly isLoss: boolean
  /** One sentence for a person. */
  readonly meaning: string
}

/**
 * What the SDK counts, by the names in its ledgers: its own four, and the reasons of its issues that it may have anything
 * to count of. Whoever sends may have names of their own: each of those is the reason of a loss.
 */
export const ledgerNames: Readonly<Record<string, LedgerName>> = {
  recorded: { isLoss: false, meaning: 'Events that were given a number.' },
  delivered: {
    isLoss: false,
    meaning: 'Events that a collector said it has, or that a browser took to send.',
  },
  adopted: { isLoss: false, meaning: 'Events of earlier pages that this page sent.' },
  retried: { isLoss: false, meaning: 'Requests that were sent again.' },
  invalid: { isLoss: false, meaning: 'Events or options that could not be used: they never had a number.' },
  stopped: { isLoss: false, meaning: 'Events tracked after stop(): they never had a number.' },
  unexpected: { isLoss: false, meaning: 'Errors that the SDK kept from the page.' },
  unsupported: { isLoss: false, meaning: 'Plugins that found nothing to work with in this browser.' },
  denied: { isLoss: true, meaning: 'The visitor did not want to be tracked: what waited was dropped.' },
  expired: { isLoss: true, meaning: 'They waited for a week.' },
  'outbox-full': { isLoss: true, meaning: 'More waited than may be kept.' },
  refused: { isLoss: true, meaning: 'A collector answered 400 to the whole request.' },
  rejected: { isLoss: true, meaning: 'A collector rejected the event and kept its neighbours.' },
  'too-large': { isLoss: true, meaning: 'The event alone is larger than a collector takes.' },
}
