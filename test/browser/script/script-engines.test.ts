import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firefox } from '../../faults/engines/firefox.mjs'
import { webkit } from '../../faults/engines/webkit.mjs'
import { built, files, tag, tagSite } from '../support/tag-site.ts'

const policy = `default-src 'none'; script-src 'nonce-n1'; connect-src 'self'; img-src data:; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
const hash = createHash('sha384').update(built('rivulet.min.js')).digest('base64')

it.each([
  ['Firefox', firefox],
  ['WebKit', webkit],
] as const)('a tag loads its other files under a strict policy in %s', async (_, engine) => {
  const profile = await mkdtemp(join(tmpdir(), 'rivulet-tag-'))
  const browser = await engine.launch(profile)
  try {
    for (const attributes of ['', `integrity="sha384-${hash}" crossorigin`]) {
      const site = await tagSite(
        {
          head: `${tag(`data-forms data-web-vitals data-debug nonce="n1" ${attributes}`)}<script defer nonce="n1" src="/act.js"></script>`,
          body: '<form id="checkout"></form>',
        },
        { 'content-security-policy': policy },
        {
          ...files,
          '/act.js': async () =>
            `addEventListener('submit', (event) => event.preventDefault())
             setInterval(() => document.querySelector('form').requestSubmit(), 300)`,
        },
      )
      await browser.open(site.address)
      await expect.poll(() => site.events().map(({ is }) => is)).toContain('form/submit')
      expect(site.asked).toEqual(expect.arrayContaining(Object.keys(files)))
    }
  } finally {
    await browser.kill()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
