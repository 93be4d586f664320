import { networkInterfaces } from 'node:os'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { Role } from '../../shared/wire'
import { bare, isLoopback, networks } from '../addresses'
import { createGatekeeper, type Gatekeeper } from './access'
import { pathOf } from './asked'
import { registerAssets } from './assets'
import { createCommander, registerCommand } from './command'
import { registerCors } from './cors'
import { openCredentials } from './credentials'
import { registerData } from './data'
import type { ServerDeps } from './deps'
import { answerClientError, badAddress, registerErrors } from './errors'
import { securityHeaders } from './headers'
import { registerHealth } from './health'
import { knownHosts } from './hosts'
import { registerJoin } from './join'
import type { Limits } from './limits'
import { listen } from './listen'
import { registerMetrics } from './metrics'
import { registerPage } from './page-route'
import { registerPoll } from './poll'
import { registerPublish } from './publish'
import { createRate } from './rate'
import { registerRoom } from './room'
import { registerSnapshot } from './snapshot'
import { registerSse } from './sse'
import { UNHEARD_MS } from './subscriber'
import { registerSurfaces, type SurfaceEndpoint } from './surfaces'
import { registerTalk } from './talk'
import { registerTimeline } from './timeline'
import type { Tokens } from './tokens'
import { createTraffic } from './traffic'
import { Request } from './upgrade'
import { bodyRefusal, type Policy, refusalFor } from './verdict'
import { reachedAt, wayIn } from './way-in'
import { registerWs } from './ws'

/** What the server is told: where it listens, who may come in, and what it serves. */
export interface ServerOptions extends Omit<ServerDeps, 'access' | 'command' | 'traffic'> {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Tokens that were given; the others are made. */
  readonly tokens: Readonly<Partial<Record<Role, string>>>
  readonly audienceOpen: boolean
  readonly open: boolean
  /** Origins like `https://slides.example.org`. */
  readonly allowedOrigins: readonly string[]
  readonly publicUrl: string | null
  /** Addresses or networks like `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[]
  /** Where made tokens and sessions are kept; null keeps them for this run alone. */
  readonly stateDir: string | null
  /** The presenter's conversations; without them their routes are not there. */
  readonly surfaces?: SurfaceEndpoint
  /** For tests: a connection over which nothing moves for so long is cut, in milliseconds. */
  readonly stillMs?: number
}

export interface RunningServer {
  readonly url: string
  readonly host: string
  readonly port: number
  /** The origin by which other machines reach it by now; null where none does. */
  reachedAt(): string | null
  readonly tokens: Tokens
  /** What a further transport is served from. */
  readonly deps: ServerDeps
  /** A code that a browser trades for a cookie, once, within a minute. */
  issueCode(role: Role): string
  /** Ends within two seconds. */
  close(): Promise<void>
}

/**
 * Serves the page, the snapshot, the embeddings and the streams, and takes events.
 * @throws one sentence where it cannot listen.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, clock, log, limits, limitHits, tls } = options
  const credentials = await openCredentials(options.tokens, options.stateDir, clock, log)
  const policy = policyOf(options)
  let listening: { readonly port: number; close(): Promise<void> } | null = null
  const port = () => listening?.port ?? options.port
  const trusts = networks(options.trustedProxies)
  const rate = createRate(limits.requests_per_minute, clock)
  const gatekeeper = createGatekeeper({ policy, credentials, rate, limitHits, trusts, port })
  const deps: ServerDeps = {
    ...options,
    access: gatekeeper,
    command: createCommander(options.commands, { clock, log, limits, limitHits }),
    traffic: createTraffic(clock, log),
  }

  const bound = () =>
    ({
      ...{ host, port: port(), publicUrl: options.publicUrl, interfaces: networkInterfaces },
      scheme: tls ? 'https' : 'http',
    }) as const

  const app = createApp(limits, tls, options.stillMs ?? UNHEARD_MS)
  registerErrors(app, deps)
  // Before the gate, for a page is to read refusals too.
  registerCors(app, policy)
  registerGate(app, gatekeeper)
  registerPage(app, deps, {
    isOwnScreen: (request) => policy.open || (policy.loopbackBind && !gatekeeper.asked(request).forwarded),
    wayIn: () =>
      wayIn({ ...bound(), audienceToken: options.open || options.audienceOpen ? null : credentials.tokens.audience }),
  })
  registerAssets(app, deps)
  registerJoin(app, deps, { credentials, gatekeeper, port })
  registerHealth(app, deps)
  registerSnapshot(app, deps)
  registerPublish(app, deps)
  registerCommand(app, deps)
  registerTalk(app, deps)
  registerTimeline(app, deps)
  registerRoom(app, deps)
  registerData(app, deps, gatekeeper)
  registerWs(app, deps)
  registerSse(app, deps)
  registerPoll(app, deps)
  if (options.surfaces) registerSurfaces(app, deps, options.surfaces)
  registerMetrics(app, deps, gatekeeper)
  app.addHook('onClose', () => credentials.close())
  app.addHook('onClose', async () => deps.traffic.close())

  listening = await listen(app, host, options.port)
  const name = bare(host).includes(':') ? `[${bare(host)}]` : host
  return {
    url: `${tls ? 'https' : 'http'}://${name}:${listening.port}`,
    host,
    port: listening.port,
    reachedAt: () => reachedAt(bound()),
    tokens: credentials.tokens,
    deps,
    issueCode: credentials.codes.issue,
    close: listening.close,
  }
}

/** An empty server: its timeouts end who sends slowly, its parsers hand bodies over as they came. */
function createApp(limits: Limits, tls: ServerOptions['tls'], stillMs: number): FastifyInstance {
  const http = {
    IncomingMessage: Request,
    ...{ maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
  }
  const app = Fastify({
    // Requests are not logged: their addresses and headers hold tokens.
    logger: false,
    bodyLimit: limits.producer_message,
    requestTimeout: 120_000,
    // Who does not read an answer holds no memory for ever. A WebSocket takes this timer off its connection.
    connectionTimeout: stillMs,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, _request, reply: FastifyReply) =>
      reply.code(400).headers(securityHeaders).send(badAddress),
    ...(tls ? { https: { ...tls, ...http } } : { http }),
  })
  app.server.maxConnections = limits.connections
  // An empty body needs no content type, and fastify would refuse even that one's where it is malformed.
  app.addHook('onRequest', async ({ headers, url }) => {
    const { 'content-type': contentType, 'content-length': length = '0', 'transfer-encoding': coding } = headers
    if (contentType === undefined || length !== '0' || coding !== undefined) return
    if (bodyRefusal({ path: pathOf(url), contentType, contentEncoding: null })) delete headers['content-type']
  })
  // Each route parses its own body: fastify's JSON parser refuses an empty one, and rewrites or refuses some keys.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const { 'content-type': contentType = null, 'content-encoding': contentEncoding = null } = request.headers
    const refusal = body.length > 0 ? bodyRefusal({ path: pathOf(request.url), contentType, contentEncoding }) : null
    if (refusal) done(Object.assign(new Error(refusal.error), { statusCode: refusal.status }))
    else done(null, body)
  })
  return app
}

/** Nobody passes without a verdict; each route says in its `config` what it asks for. */
function registerGate(app: FastifyInstance, gatekeeper: Gatekeeper): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    const access = request.routeOptions.config.access ?? 'read'
    const refusal = refusalFor(gatekeeper.verdict(request.raw), access)
    if (!refusal) return
    if (refusal.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply.code(refusal.status).send({ error: refusal.error })
  })
}

function policyOf(options: ServerOptions): Policy {
  return {
    loopbackBind: isLoopback(bare(options.host)),
    open: options.open,
    audienceOpen: options.audienceOpen,
    producerTokenGiven: options.tokens.producer !== undefined,
    allowedOrigins: new Set([...options.allowedOrigins, ...(options.publicUrl ? [options.publicUrl] : [])]),
    publicUrl: options.publicUrl,
    knowsHost: knownHosts(options.host, options.publicUrl, options.clock.elapsed),
  }
}
