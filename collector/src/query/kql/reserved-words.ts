/** What cannot be a name unless it is written in brackets, as Kusto's own parser has it. */
const reservedWords: ReadonlySet<string> = new Set(
  `
  and or in between contains has startswith endswith like by asc desc first last as of on to where sample project
  datetime date timespan time int long real double boolean string dynamic decimal float uint ulong int32 int64 set
  union print find invoke search externaldata materialize datatable toscalar totable __isFuzzy flags hasprefix
  hassuffix has_any has_all containscs notcontains relaxed simple title nooptimization accumulate with_itemindex
  verbose missing rowstore bin_legacy expandoutput dataexport
  `
    .trim()
    .split(/\s+/),
)

/** What can be the name of a part, and not of a new column or constant. */
const reservedForNew: ReadonlySet<string> = new Set(['kind', 'withsource', 'with_source'])

export const isReserved = (word: string): boolean => reservedWords.has(word)

export const isReservedForNew = (word: string): boolean => isReserved(word) || reservedForNew.has(word)
