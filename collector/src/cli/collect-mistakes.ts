import { type Command, InvalidArgumentError, type Option } from 'commander'

/** A setting that cannot be used. */
export interface Mistake {
  /** `--keep`, or a variable that has no flag. */
  readonly name: string
  /** What is wrong with it, in a sentence. */
  readonly reason: string
}

/**
 * Has a command go on where a flag or a variable cannot be read, as if it were not there: a start ends at the first one, and
 * who mends a configuration wants to hear of all.
 *
 * @param options - those that may be wrong
 * @returns a list that fills while the command reads its flags
 */
export function collectMistakes(
  command: Command,
  options: readonly Option[] = command.options,
): readonly Mistake[] {
  const mistakes: Mistake[] = []
  for (const option of options) {
    const { parseArg, envVar, long } = option
    if (parseArg === undefined || envVar === undefined) continue
    let undo: (() => void) | undefined
    option.argParser((text, before: unknown) => {
      undo = undefined
      try {
        return parseArg.call(option, text, before as never)
      } catch (error) {
        if (!(error instanceof InvalidArgumentError)) throw error
        mistakes.push({ name: `${long}, or ${envVar}, is '${text}'`, reason: error.message })
        undo = () => void command.setOptionValueWithSource(option.attributeName(), before, 'default')
        return before
      }
    })
    // Of what a parser returns commander makes an empty text where it is nothing.
    for (const source of ['option', 'optionEnv']) command.on(`${source}:${option.name()}`, () => undo?.())
  }
  return mistakes
}
