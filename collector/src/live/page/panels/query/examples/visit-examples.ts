import type { Example } from './examples.ts'

/** What people ask of visits. They stand in collector/docs/examples.md, too. */
export const visitExamples: readonly Example<string>[] = [
  {
    label: 'New and returning visitors',
    fields:
      () => `let First = Events | where isnotempty(DeviceId) | summarize First = startofday(min(EventTime)) by DeviceId;
Events
| where isnotempty(DeviceId)
| distinct DeviceId, Day = startofday(EventTime)
| join kind=inner First on DeviceId
| summarize New = countif(Day == First), Returning = countif(Day > First) by Day
| sort by Day asc
| render columnchart with (kind=stacked)`,
  },
  {
    label: 'First and last pages',
    fields: () => `Events
| where EventType == "page/view"
| extend First = tostring(parse_url(PageUri).Path)
| extend Last = First
| summarize arg_min(EventTime, First), arg_max(EventTime, Last) by SessionId
| summarize Sessions = count() by First, Last
| sort by Sessions desc, First asc, Last asc`,
  },
  {
    label: 'Paths',
    fields: () => `Events
| where EventType == "page/view"
| sort by SessionId asc, EventTime asc
| summarize Pages = make_list(tostring(parse_url(PageUri).Path), 5) by SessionId
| summarize Sessions = count() by Path = strcat_array(Pages, " > ")
| sort by Sessions desc, Path asc`,
  },
  {
    label: 'Busiest hours',
    fields: () => `Events
| where EventType == "page/view"
| summarize Views = count() by Hour = hourofday(EventTime)
| sort by Hour asc
| render columnchart`,
  },
  {
    label: 'Views against the day before',
    fields: () => `Events
| where EventType == "page/view"
| summarize Views = count() by Day = startofday(EventTime)
| sort by Day asc
| extend Change = round(100.0 * (Views - prev(Views)) / prev(Views), 1)`,
  },
]
