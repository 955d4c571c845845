import type { Options } from 'csv-stringify/sync'

/**
 * CSV as all that we write is (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it:
 * stored values are hostile.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvOptions: Options = { record_delimiter: 'windows', escape_formulas: true }
