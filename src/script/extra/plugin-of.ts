import { errors } from '../../plugins/errors.ts'
import { forms } from '../../plugins/forms.ts'
import { scrollDepth } from '../../plugins/scroll-depth.ts'
import { timeOnPage } from '../../plugins/time-on-page.ts'
import type { Plugin } from '../../types.ts'

/** Throws where a value is none that can be meant. */
const insist = (is: boolean): void => {
  if (!is) throw is
}

/** What attributes ask for. The value, if it says more than that, is the option that most want to choose. */
const plugins: Readonly<Record<string, (value: string | undefined, hash: boolean) => Plugin>> = {
  forms(selector) {
    // Where it cannot be read, this throws.
    document.querySelector(selector ?? 'form')
    return forms({ selector })
  },
  scrollDepth(value, hash) {
    const depths = value?.split(/[\s,]+/).map(Number)
    depths?.forEach((depth, index) => {
      insist(depth > (depths[index - 1] ?? 0) && depth <= 100)
    })
    return scrollDepth({ depths, hash })
  },
  timeOnPage(value, hash) {
    const idle = value === undefined ? undefined : +value
    insist(idle === undefined || idle > 0)
    return timeOnPage({ idle, hash })
  },
  errors: (value) => errors({ ignore: value === undefined ? undefined : new RegExp(value) }),
}

/**
 * The plugin that an attribute asks for; none where it asks for something else. Throws what cannot be meant.
 *
 * @param value - nothing, where the attribute merely stands there
 * @param hash - whether views are told apart by what follows `#`
 */
export const pluginOf = (name: string, value: string | undefined, hash: boolean): Plugin | undefined =>
  plugins[name]?.(value, hash)
