/** Flags of a collector that takes whatever comes: the load comes from one address. */
export const unlimited = ['--rate=0', '--event-rate=0', '--byte-rate=0']
