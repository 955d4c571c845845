type Text =
  | 'autocapitalize'
  | 'autocomplete'
  | 'autocorrect'
  | 'class'
  | 'for'
  | 'id'
  | 'inputmode'
  | 'name'
  | 'placeholder'
  | 'role'
  | 'rows'
  | 'scope'
  | 'spellcheck'
  | 'title'
  | 'type'
  | 'value'

type Flag = 'autofocus' | 'checked' | 'hidden'

/** What an element may be given. None of these attributes runs code, and none loads anything. */
export type Attributes = Readonly<
  Partial<Record<Text, string>> &
    Partial<Record<Flag, true>> &
    Record<`aria-${string}` | `data-${string}`, string>
>

/**
 * Makes an element. Children that are strings become text, never markup: what the page shows was sent by
 * strangers.
 *
 * @param given - its class, or all its attributes
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  given: string | Attributes,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  const attributes = typeof given === 'string' ? { class: given } : given
  for (const [attribute, value] of Object.entries(attributes))
    if (value) made.setAttribute(attribute, value === true ? '' : value)
  made.append(...children)
  return made
}
