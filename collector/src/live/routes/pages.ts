import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { type Encoded, encodedBy } from '../../http/encoded.ts'
import { httpError } from '../../http/http-error.ts'

const html = 'text/html; charset=utf-8'

const read = (name: string): Promise<Buffer> => readFile(new URL(`../page/${name}`, import.meta.url))

/** The content of one of the page's files. */
async function livePageFile(name: string): Promise<Buffer> {
  return read(name).catch(() => {
    throw httpError(404, `the live page’s ${name} is missing; build it with npm run build`)
  })
}

/** The same with what the build has compressed. */
export async function encodedPageFile(name: string): Promise<Encoded> {
  const content = await livePageFile(name)
  const [brotli, zipped] = await Promise.all(
    ['br', 'gz'].map((ending) => read(`${name}.${ending}`).catch(() => undefined)),
  )
  return encodedBy(content, { brotli, zipped })
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** A sentence, in which flags and variables are what they are called. */
const sentence = (text: string): string =>
  escaped(text).replace(/--[\w-]+|RIVULET_\w+/g, (name) => `<code>${name}</code>`)

/**
 * Answers with a page that says one thing, where it has a place for it. Its addresses are relative, so that it works
 * behind any prefix of a proxy: written for `/live`, and one level deeper for what is below it.
 */
export async function answerPage(
  reply: FastifyReply,
  name: 'index.html' | 'login.html' | 'closed.html',
  message = '',
): Promise<FastifyReply> {
  const written = String(await livePageFile(name))
  const page = reply.request.routeOptions.url === '/live' ? written : written.replaceAll('="live/', '="')
  return reply.type(html).send(page.replace(/data-message[^>]*>/, (place) => place + sentence(message)))
}
