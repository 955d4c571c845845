import { eventColumns } from '../event-columns.ts'
import type { Type } from '../tree.ts'

/** How the types of fields are called in OData; an object is its JSON text. */
const types: Readonly<Partial<Record<Type, string>>> = {
  datetime: 'Type="Edm.DateTimeOffset" Precision="7"',
  dynamic: 'Type="Edm.String"',
  string: 'Type="Edm.String"',
}

/** An event of another scope may be called the same. */
export const feedKey: readonly string[] = ['TrackId', 'Scope']

const properties = Object.entries(eventColumns)
  .map(
    ([name, type]) =>
      `        <Property Name="${name}" ${types[type]} Nullable="${type !== 'datetime' && !feedKey.includes(name)}"/>`,
  )
  .join('\n')

const keys = feedKey.map((name) => `<PropertyRef Name="${name}"/>`).join('')

/** What the feed is made of, as clients of OData 4.0 read it: CSDL in XML. */
export const feedMetadata = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="Rivulet" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="Event">
        <Key>${keys}</Key>
${properties}
      </EntityType>
      <EntityContainer Name="Container">
        <EntitySet Name="Events" EntityType="Rivulet.Event"/>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`
