/** Flags of a collector that takes whatever comes: the load comes from one address. */
export const unlimited = ['--rate=0', '--event-rate=0', '--byte-rate=0']

/** The same, which counts what comes, as every collector does that is open to the internet. */
export const counted = ['--rate=1000000000', '--event-rate=1000000000', '--byte-rate=1000000000000']
