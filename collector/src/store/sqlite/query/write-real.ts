/** As .NET does, and so Kusto: `1.0`, `1E+21`. */
export const writeReal = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15
    ? value.toFixed(1)
    : String(value)
        .replace(/e([+-])(\d)$/, 'E$10$2')
        .replace('e', 'E')
