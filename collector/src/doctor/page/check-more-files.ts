import { type Finding, findingsOf } from '../finding.ts'
import { lookUp } from './look-up.ts'
import type { ReadPage, ScriptElement } from './read-page.ts'

const { ok, problem } = findingsOf('script')

/** The attributes that ask for a file beside the script, and for which; the first is loaded for each of them. */
const files: readonly (readonly [file: string, attributes: RegExp])[] = [
  ['extra', /^data-(forms|scroll-depth|time-on-page|errors|web-vitals|share-ids|take-ids|renew-ids|debug)$/],
  ['vitals', /^data-web-vitals$/],
  ['debug', /^data-debug$/],
]

/** Are the files there that the tag's attributes ask for? They lie beside the script, and their names begin as its own. */
export async function checkMoreFiles(
  tag: ScriptElement,
  { attributes: { src = '' } }: ScriptElement,
  { base }: ReadPage,
): Promise<readonly Finding[]> {
  const asking = Object.entries(tag.attributes)
    .filter(([, value]) => !/^(off|false)$/.test(value))
    .map(([name]) => name)
  const asked = files.filter(([, attributes]) => asking.some((name) => attributes.test(name)))
  const findings: Finding[] = []
  for (const [file, attributes] of asked) {
    const address = src.replace(/^[^?#]*\/[^./?#]*/, `$&.${file}`)
    if (!URL.canParse(address, base.href)) continue
    const url = new URL(address, base)
    const status = await lookUp(url).then(
      (answer) => answer.status,
      (error: Error) => error.message,
    )
    const name = asking.find((each) => attributes.test(each))!
    findings.push(
      status === 200
        ? ok(`${url} is served.`)
        : problem(
            `${name} asks for ${url}, which answers ${status}.`,
            `Serve dist/rivulet.${file}.min.js beside the script, under that name.`,
          ),
    )
  }
  return findings
}
