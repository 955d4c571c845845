import { parseAst } from 'rollup/parseAst'
import {
  type Browsers,
  type Feature,
  globalOf,
  lacking,
  membersOf,
  optionOf,
  staticOf,
} from './compatibility-data.ts'

interface Node {
  readonly type: string
  readonly name: string
  readonly value: unknown
  readonly computed: boolean
  readonly arguments: readonly Node[]
  readonly properties: readonly Node[]
  readonly params: readonly Node[]
  readonly key: Node
  readonly property: Node
  readonly object: Node
  readonly callee: Node
  readonly left: Node
  readonly local: Node
  readonly param: Node | null
  readonly id: Node | null
  readonly init: Node | null
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

const children = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

const walk = (node: Node, visit: (node: Node, parent?: Node) => void, parent?: Node): void => {
  visit(node, parent)
  for (const child of children(node)) walk(child, visit, node)
}

/** How a member, or a property of a literal or a pattern, is called; nothing, where that is computed. */
const keyOf = (node: Node): string | undefined => {
  const key = node.property ?? node.key
  if (!node.computed && key?.type === 'Identifier') return key.name
  return key?.type === 'Literal' ? `${key.value}` : undefined
}

/** The names that a pattern binds. */
const boundBy = (pattern: Node | null): string[] => {
  if (!pattern || pattern.type === 'MemberExpression') return []
  if (pattern.type === 'Identifier') return [pattern.name]
  if (pattern.type === 'Property') return boundBy(pattern.value as Node)
  if (pattern.type === 'AssignmentPattern') return boundBy(pattern.left)
  return children(pattern).flatMap(boundBy)
}

const declaredIn = (program: Node): Set<string> => {
  const names = new Set(['undefined', 'arguments'])
  const add = (...patterns: readonly (Node | null)[]): void => {
    for (const name of patterns.flatMap(boundBy)) names.add(name)
  }
  walk(program, (node) => {
    if (/^Import.*Specifier$/.test(node.type)) add(node.local)
    if (node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') add(node.id)
    if (/Function/.test(node.type)) add(node.id, ...node.params)
    if (node.type === 'CatchClause') add(node.param)
  })
  return names
}

/** Whether an identifier only names something, as the `b` of `a.b` and of `{ b: 1 }`. */
const isName = (node: Node, parent?: Node): boolean =>
  (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
  (/^(Property|MethodDefinition)$/.test(parent?.type ?? '') && parent?.value !== node && !parent?.computed) ||
  /^(Import|Export)|^(Labeled|Break|Continue)Statement$/.test(parent?.type ?? '')

/**
 * What a module uses that one of the browsers lacks, by its name, with those browsers. A member whose object is not known
 * by its name counts when no object of any interface has it in those browsers.
 */
export const tooNew = (code: string, browsers: Browsers): Map<string, string> => {
  const program = parseAst(code) as unknown as Node
  const declared = declaredIn(program)
  const found = new Map<string, string>()
  const check = (name: string, features: readonly (Feature | undefined)[]): void => {
    const lacks = features.map((feature) => lacking(feature, browsers))
    if (lacks[0] && lacks.every((lack) => lack[0])) found.set(name, lacks[0].join(', '))
  }
  const isFree = (node: Node | null): node is Node => node?.type === 'Identifier' && !declared.has(node.name)

  const checkMember = (object: Node | null, name = ''): void => {
    const owner = isFree(object) ? object.name : ''
    const own = staticOf(owner, name)
    if (own) check(`${owner}.${name}`, [own])
    else if (/^(window|globalThis)$/.test(owner) && globalOf(name)) check(name, [globalOf(name)])
    else check(`.${name}`, membersOf(name))
  }

  walk(program, (node, parent) => {
    if (node.type === 'MemberExpression') checkMember(node.object, keyOf(node))
    if (node.type === 'VariableDeclarator' && node.id?.type === 'ObjectPattern') {
      for (const property of node.id.properties) checkMember(node.init, keyOf(property))
    }
    if (node.type === 'CallExpression') {
      const called = node.callee.type === 'MemberExpression' ? keyOf(node.callee) : node.callee.name
      for (const { type, properties } of node.arguments) {
        if (type !== 'ObjectExpression') continue
        for (const property of properties) {
          const option = keyOf(property)
          const feature = called && option && optionOf(called, option)
          if (feature) check(`${called}({ ${option} })`, [feature])
        }
      }
    }
    if (isFree(node) && !isName(node, parent)) check(node.name, [globalOf(node.name)])
  })
  return found
}
