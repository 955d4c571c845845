import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { httpError } from '../../http/http-error.ts'

const html = 'text/html; charset=utf-8'

/** The content of one of the page's files. */
export async function livePageFile(name: string): Promise<Buffer> {
  return readFile(new URL(`../page/${name}`, import.meta.url)).catch(() => {
    throw httpError(404, `the live page’s ${name} is missing; build it with npm run build`)
  })
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
