/** The scope of events that name none. */
export const defaultScope = 'default'

/** A text is a scope, or: */
export const scopeRule =
  'scope must be 1 to 64 lower-case letters, digits, underscores or dots, the first a letter or digit'

export const isScope = (text: string): boolean => /^[a-z\d][a-z\d_.]{0,63}$/.test(text)
