export const equalityWords: readonly string[] = ['==', '!=', '<>']
export const relationWords: readonly string[] = ['<', '<=', '>', '>=']
export const sumWords: readonly string[] = ['+', '-']
export const productWords: readonly string[] = ['*', '/', '%']

/** What stands between two texts, and binds closer than a product. */
export const textWords: readonly string[] = [
  ...[
    '=~',
    '!~',
    'contains',
    '!contains',
    'contains_cs',
    '!contains_cs',
    'has',
    '!has',
    'startswith',
    '!startswith',
  ],
  ...['has_cs', '!has_cs', 'hasprefix', '!hasprefix', 'hasprefix_cs', '!hasprefix_cs'],
  ...['hassuffix', '!hassuffix', 'hassuffix_cs', '!hassuffix_cs'],
  ...['startswith_cs', '!startswith_cs', 'endswith', '!endswith', 'endswith_cs', '!endswith_cs'],
]
export const listWords: readonly string[] = ['in', 'in~', '!in', '!in~']
export const termListWords: readonly string[] = ['has_any', 'has_all']
export const rangeWords: readonly string[] = ['between', '!between']

/** What Kusto knows and this collector does not. */
export const refusedWords: readonly string[] = [
  ...['like', 'notlike', 'likecs', 'notlikecs', 'has_any_index'],
  ...['notcontains', 'containscs', 'notcontainscs', 'notcontains_cs'],
]
