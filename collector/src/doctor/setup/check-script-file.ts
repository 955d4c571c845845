import { readFile } from 'node:fs/promises'
import { type Finding, findingsOf } from '../finding.ts'

const { ok, warning } = findingsOf('script')

/** Is what is served to pages rivulet's script? */
export async function checkScriptFile(file: string): Promise<readonly Finding[]> {
  const text = await readFile(file, 'utf8')
  return /\bvar rivulet\s*=/.test(text)
    ? [ok(`${file} is the script for pages.`)]
    : [
        warning(
          `${file} is not rivulet’s script for pages.`,
          'Name dist/rivulet.min.js: npm run build makes it.',
        ),
      ]
}
