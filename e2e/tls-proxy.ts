import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** What a hall's reverse proxy does, and nothing else: it ends TLS, says who asked for what, and passes everything on at once. */
export interface TlsProxy {
  readonly port: number
  close(): Promise<void>
}

/** Stands before `port` of this machine, with a certificate for `host`. */
export async function startTlsProxy(host: string, port: number): Promise<TlsProxy> {
  const server = createServer(certificateFor(host), (asked, answer) => {
    const onward = request({ port, host: '127.0.0.1', ...onwardOf(asked) }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    onward.once('error', () => answer.destroy())
    answer.once('close', () => onward.destroy())
    asked.pipe(onward)
  })
  server.on('upgrade', (asked, near, first) => {
    const onward = request({ port, host: '127.0.0.1', ...onwardOf(asked) })
    onward.once('upgrade', (answered, far, early) => {
      const lines = [`HTTP/1.1 101 Switching Protocols`, ...headerLines(answered.rawHeaders), '', '']
      near.write(lines.join('\r\n'))
      near.write(early)
      far.write(first)
      near.pipe(far).pipe(near)
      for (const [end, other] of [[near, far] as const, [far, near] as const]) {
        end.on('error', () => {}) // told by `close`
        end.once('close', () => other.destroy())
      }
    })
    onward.once('error', () => near.destroy())
    onward.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no port')
  return {
    port: address.port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The same request, with what a proxy adds: whoever asked stands last, behind what they say of themselves. */
function onwardOf({ method, url, headers, socket }: IncomingMessage) {
  const before = headers['x-forwarded-for']
  const peer = socket.remoteAddress ?? ''
  const added: IncomingHttpHeaders = {
    'x-forwarded-for': before === undefined ? peer : `${String(before)}, ${peer}`,
    'x-forwarded-proto': 'https',
  }
  if (headers.host !== undefined) added['x-forwarded-host'] = headers.host
  return { method, path: url, headers: { ...headers, ...added } }
}

function headerLines(raw: readonly string[]): string[] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${raw[i + 1]}`] : []))
}

function certificateFor(host: string): { readonly key: Buffer; readonly cert: Buffer } {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-tls-'))
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  const subject = ['-subj', `/CN=${host}`, '-days', '1', '-keyout', key, '-out', cert]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' })
  const read = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(dir, { recursive: true })
  return read
}
