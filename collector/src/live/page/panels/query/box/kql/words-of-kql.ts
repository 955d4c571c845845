/** Words that stand at one place of a query alone. */
export const joinKinds: readonly string[] = [
  ...['inner', 'innerunique', 'leftouter', 'rightouter', 'fullouter', 'leftsemi', 'rightsemi', 'leftanti'],
  ...['rightanti'],
]
export const typeNames: readonly string[] = [
  'bool',
  'datetime',
  'dynamic',
  'int',
  'long',
  'real',
  'string',
  'timespan',
]
export const renderProperties: readonly string[] = [
  'title',
  'xcolumn',
  'ycolumns',
  'series',
  'kind',
  'xtitle',
  'ytitle',
]
export const renderLayouts: readonly string[] = ['stacked', 'unstacked']
export const timePeriods: readonly string[] = [
  ...['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'],
]

/** What people who ask of web data write most, the first first. */
export const common: readonly string[] = [
  ...[
    'where',
    'summarize',
    'extend',
    'project',
    'top',
    'sort',
    'render',
    'count',
    'distinct',
    'take',
    'join',
  ],
  ...['EventType', 'EventTime', 'Payload', 'PageUri', 'DeviceId', 'SessionId'],
  ...[
    'dcount',
    'countif',
    'sum',
    'avg',
    'tostring',
    'todouble',
    'tolong',
    'bin',
    'ago',
    'startofday',
    'percentile',
  ],
  ...['arg_max', 'arg_min', 'make_set', 'iff', 'split', 'round', 'isnotempty', 'parse_url', 'strcat'],
]
