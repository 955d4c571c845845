/** The folder whose packages bring the engine's library. */
export declare const engine: URL
export declare const canServeClickhouse: () => boolean
/** The path of the program that serves ClickHouse's engine for tests; `undefined` where it was not built. */
export declare const findClickhouse: () => string | undefined
/** Builds it. @returns why that failed */
export declare const buildClickhouse: () => string | undefined
