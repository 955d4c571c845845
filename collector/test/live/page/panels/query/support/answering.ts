import { serving } from '../../../../../support/serving.ts'

export interface Asked {
  readonly method: string
  readonly address: URL
  readonly authorization: string | undefined
  readonly body: string
}

export interface Answering {
  readonly url: string
  /** What was asked for, the newest last. */
  readonly asked: readonly Asked[]
}

/** What a collector would say: status, body, headers; nothing: it never says anything. */
export type Said = readonly [status: number, body: unknown, headers?: Record<string, string>] | undefined

/** A server that gives these answers, one after the other. */
export async function answering(...answers: Said[]): Promise<Answering> {
  const asked: Asked[] = []
  const address = await serving(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push({
      method: request.method!,
      address: new URL(request.url!, 'http://collector'),
      authorization: request.headers.authorization,
      body,
    })
    const said = answers[asked.length - 1]
    if (said === undefined) return
    const [status, answer, headers] = said
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  return { url: `${address}/`, asked }
}
