import { describe, expect, it } from 'vitest'
import { odataOptions } from '../../../src/protocols/profile-store/odata-options.ts'
import { parseOdata } from '../../../src/query/odata/parse-odata.ts'

// As they came from odata-query 8.0.7, odata-filter-builder 1.0.0 and @odata/client 2.21.8, for fields of ours.
describe('what builders of queries write is read', () => {
  it.each([
    "$filter=((EventType eq 'home') and (City in ('Rome','Berlin')))",
    '$filter=EventTime ge 2026-01-01T00:00:00.000Z and EventTime lt 2026-02-01T00:00:00.000Z',
    '$filter=Payload/price gt 5 and Payload/price lt 10.5',
    '$filter=Payload/items/any(payload/items:payload/items/price gt 5)',
    '$filter=Payload/items/all(payload/items:payload/items/price gt 5 and payload/items/qty eq 3)',
    "$filter=((contains(City,'o')) or (startswith(City,'R')))",
    "$filter=indexof(City, 'o') eq 1",
    "$filter=City ne null and ((EventType eq 'a') or (EventType eq 'b'))",
    "$filter=City eq 'O''Reilly %26 S%C3%B6hne'",
    '$filter=Payload/n eq 2.5M',
    '$select=City,Payload&$orderby=EventTime desc,City&$count=true&$top=5&$skip=10',
    '$orderby=EventTime desc,City asc&$format=json',
    "$filter=(not (City eq 'a')) and (EventType eq 'a' or EventType eq 'b')",
    "$filter=tolower(trim(City)) eq 'rome'",
  ])('%s', (query) => {
    expect(() => parseOdata(odataOptions(query))).not.toThrow()
  })

  it.each([
    ['$search=blue', '$search is not supported'],
    ['$apply=groupby((City))', '$apply is not supported'],
    ['$expand=Payload', '$expand is not supported'],
    ['$skiptoken=5', '$skiptoken is not supported'],
    ['$format=atom', '$format is not supported'],
    ["$filter=Payload/d eq duration'PT1H'", "duration'…' is not supported"],
  ])('or refused by name: %s', (query, message) => {
    expect(() => parseOdata(odataOptions(query))).toThrow(message)
  })
})
