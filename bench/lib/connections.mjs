/** Open at once, under load. */
export const connections = 100
