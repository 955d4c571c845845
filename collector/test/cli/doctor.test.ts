import { join } from 'node:path'
import { expect, it } from 'vitest'
import { html, serveSite } from '../doctor/support/site.ts'
import { command, listening } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const page = (collector: string) => html(`<script type="module" data-collector="${collector}"></script>`)

it('says in sentences what to mend, and exits with 1', async () => {
  const url = await serveSite({ '/': page('/track/activity') })
  const { code, stdout, stderr } = await command(['doctor', url]).ended
  expect([code, stderr]).toEqual([1, ''])
  expect(stdout).toBe(
    `ok       page: ${url}/ opens.\n` +
      'PROBLEM  tag: it has type="module": modules cannot read the attributes of their element, so nothing starts.\n' +
      '         Take type="module" away.\n\n1 problem, 0 warnings.\n',
  )
})

it('says the same as JSON, for programs', async () => {
  const url = await serveSite({ '/': page('/track/activity') })
  const { code, stdout } = await command(['doctor', '--json', url]).ended
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    findings: [
      { subject: 'page', status: 'ok', message: `${url}/ opens.` },
      {
        subject: 'tag',
        status: 'problem',
        message: expect.stringContaining('module'),
        advice: expect.any(String),
      },
    ],
  })
})

it('does not let a page write to the terminal', async () => {
  const url = await serveSite({ '/': html('<script type="\u001b[2J" data-collector="/"></script>') })
  const { stdout } = await command(['doctor', url]).ended
  expect(stdout).toContain('type="\ufffd[2J"')
})

it('exits with 0 where nothing stops events', async () => {
  const { url } = await listening(['--store', ':memory:'])
  const site = await serveSite({ '/': html('<title>A bundle</title>') })
  const { code, stdout } = await command(['doctor', site, '--collector', `${url}/track/activity`]).ended
  expect(stdout).toContain('ok       answer: the collector answers the test')
  expect(code).toBe(0)
})

it('without a page looks at what a collector would be started with, flags and variables', async () => {
  const store = join(temporaryFolder(), 'events.db')
  const { port } = await listening(['--store', store])
  const good = command(['doctor', '--port', `${port}`, '--json'], {
    RIVULET_STORE: store,
    RIVULET_KEY: '4b1c0e6b7a9d4f1c0e6b7a9d',
    RIVULET_TRUST_PROXY: '127.0.0.1',
  })
  const { code, stdout } = await good.ended
  expect(JSON.parse(stdout).findings.filter(({ status }: { status: string }) => status !== 'ok')).toEqual([])
  expect(code).toBe(0)
  const bad = await command(['doctor', '--store', join(store, '..', 'nowhere', 'events.db')]).ended
  expect(bad.code).toBe(1)
  expect(bad.stdout).toContain('PROBLEM  store: the folder of')
})

it('names all settings that a start would end with, and goes on', async () => {
  const environment = {
    RIVULET_KEEP: '90 days',
    RIVULET_KEY: 'short',
    RIVULET_KEY_FILE: '/nowhere',
    RIVULET_ORIGIN: 'a',
  }
  const { code, stdout, stderr } = await command(['doctor', '--json', '--rate', 'fast'], environment).ended
  expect([code, stderr]).toEqual([1, ''])
  const { findings } = JSON.parse(stdout) as {
    findings: { subject: string; message: string; advice: string }[]
  }
  const settings = findings.filter(({ subject }) => subject === 'settings')
  expect(settings.map(({ message }) => message.split(',', 1)[0]).toSorted()).toEqual([
    '--keep',
    '--key-file',
    '--origin',
    '--rate',
    'RIVULET_KEY is set',
  ])
  expect(settings.find(({ message }) => message.startsWith('--rate'))).toMatchObject({
    message: "--rate, or RIVULET_RATE, is 'fast', and cannot be used: it does not start.",
    advice: 'It must be a whole number from 0 to 1000000000.',
  })
  expect(stdout).toContain('Its key 1 must be at least 16 characters')
  expect(stdout).not.toContain('short')
  expect(findings.map(({ subject }) => subject)).toContain('disk')
  const wrong = await command(['doctor', 'ftp://shop.example']).ended
  expect(wrong.stderr).toContain('address of a page')
  const files = ['./page.html', 'page.html', 'file:///srv/page.html', 'package.json']
  for (const { stderr } of await Promise.all(files.map((file) => command(['doctor', file]).ended)))
    expect(stderr).toContain('an address, not a file')
})

it('knows an address without a scheme: HTTP at an IP address or localhost, HTTPS at a name', async () => {
  const url = await serveSite({ '/': page('/track/activity') })
  const { host, port } = new URL(url)
  const byAddress = command(['doctor', host, '--collector', `${host}/track/activity`])
  const byName = command(['doctor', `localhost:${port}`])
  const elsewhere = command(['doctor', 'shop.invalid'])
  const noTls = command(['doctor', `https://${host}`])
  expect((await byAddress.ended).stdout).toMatch(
    new RegExp(`${url}/ opens[\\s\\S]*events go to ${url}/track/activity`),
  )
  expect((await byName.ended).stdout).toContain(`http://localhost:${port}`)
  expect((await elsewhere.ended).stdout).toContain('https://shop.invalid cannot be opened: its name')
  expect((await noTls.ended).stdout).toContain('it does not speak HTTPS: write http:// before it.')
})
