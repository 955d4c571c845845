/** Milliseconds that a browser may take to start, or to answer, on a machine that is busy with others. */
export const patience = 120_000
