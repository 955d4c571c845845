/** Rollup gathers them in one sheet. */
declare module '*.css' {}
