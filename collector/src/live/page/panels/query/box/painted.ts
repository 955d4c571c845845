import './painted.css'
import { element } from '../../../ui/element.ts'
import { kqlParts, type Part } from './kql/kql-parts.ts'

/** Longer questions stay as they are: they would be painted anew at each letter. */
const MOST_PAINTED = 20_000

/** Of the field, on two sides: its width inside of them leaves out a scroll bar. */
const BORDERS = 2

/** Marks a part of the text as wrong, until it is changed. */
export type MarkWrong = (from: number, to: number) => void

/**
 * Lays the text of a field over it in colours. The field stays what it is to whoever types, reads aloud or undoes; where
 * colours are forced, it is seen itself.
 */
export function paint(field: HTMLTextAreaElement): MarkWrong {
  const layer = element('pre', { class: 'code paint', 'aria-hidden': 'true' })
  const root = element('div', 'painted')
  field.replaceWith(root)
  root.append(field, layer)
  let wrong: readonly [from: number, to: number] | undefined

  const follow = (): void => {
    layer.style.width = `${field.clientWidth + BORDERS}px`
    layer.style.height = `${field.clientHeight + BORDERS}px`
    layer.scrollTop = field.scrollTop
    layer.scrollLeft = field.scrollLeft
  }
  const draw = (): void => {
    const text = field.value
    const isPainted = text.length <= MOST_PAINTED
    root.classList.toggle('in-colours', isPainted)
    // A line that is empty at the end has no height without a blank in it.
    layer.replaceChildren(...(isPainted ? piecesOf(text, wrong) : []), '\n ')
    follow()
  }
  field.addEventListener('input', () => {
    wrong = undefined
    draw()
  })
  field.addEventListener('scroll', follow)
  new ResizeObserver(follow).observe(field)
  // Browsers put back what was typed, without an event of it.
  addEventListener('pageshow', draw)
  draw()

  return (from, to) => {
    wrong = [from, to]
    draw()
  }
}

function piecesOf(text: string, wrong: readonly [number, number] | undefined): (Node | string)[] {
  const parts = kqlParts(text)
  let end = 0
  const pieces = parts.flatMap((part, index) => {
    const blank = text.slice(end, part.at)
    end = part.at + part.text.length
    const isWrong = wrong !== undefined && part.at < wrong[1] && end > wrong[0]
    const className = [classOf(part, parts[index - 1], parts[index + 1]), ...(isWrong ? ['wrong'] : [])].join(
      ' ',
    )
    return [blank, className ? element('span', className, part.text) : part.text]
  })
  const isEndWrong = wrong !== undefined && wrong[0] >= end
  return [...pieces, text.slice(end), ...(isEndWrong ? [element('span', 'wrong', ' ')] : [])]
}

const statements =
  /^(?:let|by|on|with|kind|and|or|asc|desc|union|print|range|datatable|eq|ne|gt|ge|lt|le|not|in|from|to|step|between)$/

function classOf({ kind, text }: Part, before: Part | undefined, behind: Part | undefined): string {
  if (kind === 'text' || kind === 'number' || kind === 'comment') return `of-${kind}`
  if (kind !== 'name') return ''
  if (before?.text === '|' || statements.test(text)) return 'of-operator'
  return behind?.text === '(' ? 'of-function' : ''
}
