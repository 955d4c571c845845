/** What people write who know SQL, JavaScript or a word processor, and what KQL has for it. */
const habits: ReadonlyMap<string, string> = new Map([
  ['&', 'and'],
  ['!', 'not(…), or !='],
  ['like', 'contains, startswith, endswith or matches regex'],
  ['notlike', '!contains'],
  ['notcontains', '!contains'],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['select', 'project'],
  ['group', 'summarize … by …'],
  ['today', 'startofday(now())'],
  ['getdate', 'now()'],
  ['date', 'startofday(…)'],
  ['year', 'getyear(…)'],
  ['month', 'monthofyear(…)'],
  ['hour', 'hourofday(…)'],
  ['average', 'avg(…)'],
  ['mean', 'avg(…)'],
  ['lower', 'tolower(…)'],
  ['upper', 'toupper(…)'],
  ['len', 'strlen(…)'],
  ['length', 'strlen(…)'],
  ['concat', 'strcat(…)'],
  ['ifnull', 'coalesce(…)'],
  ['cast', 'tolong(…), todouble(…) or tostring(…)'],
])

/** What to write instead, behind the sentence that refuses it. */
export const writeInstead = (written: string): string => {
  const known = habits.get(written.toLowerCase())
  return known === undefined ? '' : `; write ${known}`
}
