import { expect, it } from 'vitest'
import { placeIn } from '../../src/visitors/place.ts'

it.each<[whose: string, record: unknown, place: object]>([
  [
    'MaxMind and DB-IP',
    {
      country: { iso_code: 'SE', names: { en: 'Sweden' } },
      registered_country: { iso_code: 'US' },
      city: { geoname_id: 2673730, names: { de: 'Stockholm (de)', en: 'Stockholm' } },
    },
    { country: 'SE', city: 'Stockholm' },
  ],
  ['ip-location-db', { country_code: 'SE', city: 'Stockholm' }, { country: 'SE', city: 'Stockholm' }],
  ['IPinfo', { country: 'SE', city: 'Stockholm', region: 'x' }, { country: 'SE', city: 'Stockholm' }],
  ['a database of countries', { country: { iso_code: 'SE' } }, { country: 'SE' }],
  ['a database of networks', { autonomous_system_number: 15169 }, {}],
  ['who knows nothing', null, {}],
  ['who says nothing', { country: { iso_code: '' }, city: { names: {} }, country_code: 7 }, {}],
])('reads what %s writes', (_, record, place) => {
  expect(placeIn(record)).toEqual(place)
})
