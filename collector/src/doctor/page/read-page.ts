import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** A script element, as it stands in the HTML. */
export interface ScriptElement {
  readonly attributes: Readonly<Record<string, string>>
  /** What stands between its tags. */
  readonly text: string
}

export interface ReadPage {
  /** In the order in which they stand there. */
  readonly scripts: readonly ScriptElement[]
  /** What `<meta http-equiv="Content-Security-Policy">` says, of each. */
  readonly policies: readonly string[]
  /** Attributes `data-rv-…`, of whatever element. */
  readonly marks: readonly (readonly [name: string, value: string])[]
  /** What addresses in attributes are relative to. */
  readonly base: URL
}

/** Reads HTML as a browser does that runs scripts: what is in a comment, a template or a noscript is not there. */
export function readPage(html: string, url: URL): ReadPage {
  const elements = [...elementsIn(parse(html))]
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name)
  const href = named('base')
    .map((each) => attributesOf(each).href)
    .find((each) => each !== undefined)
  return {
    scripts: named('script').map((element) => ({
      attributes: attributesOf(element),
      text: element.childNodes.map((node) => ('value' in node ? node.value : '')).join(''),
    })),
    policies: named('meta')
      .map(attributesOf)
      .filter((each) => each['http-equiv']?.trim().toLowerCase() === 'content-security-policy')
      .map(({ content = '' }) => content),
    marks: elements.flatMap((element) =>
      Object.entries(attributesOf(element)).filter(([name]) => name.startsWith('data-rv-')),
    ),
    base: href !== undefined && URL.canParse(href, url.href) ? new URL(href, url) : url,
  }
}

function* elementsIn(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child)
}

const attributesOf = ({ attrs }: Element): Record<string, string> =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
