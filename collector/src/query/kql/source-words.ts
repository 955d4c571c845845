/** What rows may come from that are no table with a name. */
export const sourceWords: readonly string[] = ['datatable', 'print', 'range', 'union', 'materialize']
