import { createRequire } from 'node:module'
import { eventColumns } from '../../../../src/query/event-columns.ts'

/** What is used here of Microsoft's own parser and binder of KQL. */
interface Kusto {
  readonly Language: {
    readonly KustoCode: { readonly ParseAndAnalyze: (text: string, globals: unknown) => KustoCode }
    readonly Syntax: { readonly SyntaxFacts: { readonly Keywords: Sequence<string> } }
    readonly GlobalState: { readonly Default: { readonly WithDatabase: (database: unknown) => unknown } }
    readonly Symbols: {
      readonly TableSymbol: { readonly From: (schema: string) => { WithName: (name: string) => unknown } }
      readonly DatabaseSymbol: { readonly ctor: new (name: string, members: readonly unknown[]) => unknown }
    }
  }
}

interface List<Item> {
  readonly Count: number
  readonly getItem: (index: number) => Item
}

interface Sequence<Item> {
  readonly GetEnumerator: () => { readonly moveNext: () => boolean; readonly Current: Item }
}

interface KustoCode {
  readonly GetDiagnostics: () => List<{ readonly Severity: string; readonly Message: string }>
  readonly ResultType: {
    readonly Columns: List<{ readonly Name: string; readonly Type: { readonly Name: string } }>
  }
}

const require = createRequire(import.meta.url)
require('@kusto/language-service-next/bridge.min.js')
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js')
const { Language } = (globalThis as unknown as { readonly Kusto: Kusto }).Kusto

const schema = Object.entries(eventColumns).map(([name, type]) => `${name}: ${type}`)
const globals = Language.GlobalState.Default.WithDatabase(
  new Language.Symbols.DatabaseSymbol.ctor('store', [
    Language.Symbols.TableSymbol.From(`(${schema.join(', ')})`).WithName('Events'),
  ]),
)

const itemsOf = <Item>(list: List<Item>): readonly Item[] =>
  Array.from({ length: list.Count }, (_, index) => list.getItem(index))

function* each<Item>(sequence: Sequence<Item>): Generator<Item> {
  const items = sequence.GetEnumerator()
  while (items.moveNext()) yield items.Current
}

/** All words that mean something in KQL. */
export const keywords: readonly string[] = [...each(Language.Syntax.SyntaxFacts.Keywords)]

export interface Opinion {
  readonly errors: readonly string[]
  /** Each as `Name: type`. */
  readonly columns: readonly string[]
}

/** What Microsoft's language service says of a query over our events. */
export function askOracle(text: string): Opinion {
  const code = Language.KustoCode.ParseAndAnalyze(text, globals)
  const errors = itemsOf(code.GetDiagnostics())
    .filter(({ Severity }) => Severity === 'Error')
    .map(({ Message }) => Message)
  if (errors.length > 0) return { errors, columns: [] }
  // The tree has whole numbers of one length.
  const columns = itemsOf(code.ResultType.Columns).map(
    ({ Name, Type }) => `${Name}: ${Type.Name === 'int' ? 'long' : Type.Name}`,
  )
  return { errors, columns }
}
