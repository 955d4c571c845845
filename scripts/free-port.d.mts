/** A port that was free a moment ago, for programs that do not tell which one they were given. */
export function freePort(): Promise<number>

/** A port below those that Linux gives to connections: nobody's connection takes it while it is closed. */
export function anyPort(): number
