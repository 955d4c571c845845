import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firefox } from '../engines/firefox.mjs'

/** Starts Firefox once, for all tests of this run: what it makes of a new profile is copied to theirs. */
export default async (): Promise<() => Promise<void>> => {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-profile-'))
  const browser = await firefox.launch(profile)
  await (await browser.open('about:blank')).close()
  await browser.quit()
  process.env.FIREFOX_PROFILE = profile
  return () => rm(profile, { recursive: true, force: true, maxRetries: 5 })
}
