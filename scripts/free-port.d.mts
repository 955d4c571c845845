/** A port that was free a moment ago, for programs that do not tell which one they were given. */
export function freePort(): Promise<number>
