import { examinePage } from '../doctor/examine-page.ts'
import { examineSetup } from '../doctor/examine-setup.ts'
import { hasProblem } from '../doctor/finding.ts'
import { findingsAsJson, printFindings } from '../doctor/print-findings.ts'
import { checkMistakes } from '../doctor/setup/check-mistakes.ts'
import { knownVersion } from '../version.ts'
import type { CommandLine } from './command-line.ts'

/**
 * Prints what was found.
 *
 * @returns the exit code: 1 where there is a problem
 */
export async function runDoctor(asked: CommandLine & { readonly command: 'doctor' }): Promise<number> {
  const { page, collector, isStoring, isJson, settings, keyFiles, unknown, mistakes } = asked
  const found =
    page === undefined
      ? await examineSetup({ ...settings, keyFiles, unknown, version: knownVersion() })
      : await examinePage(page, { collector, isStoring })
  const findings = [...checkMistakes(mistakes), ...found]
  process.stdout.write(isJson ? findingsAsJson(findings) : printFindings(findings))
  return hasProblem(findings) ? 1 : 0
}
