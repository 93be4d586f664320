import { X509Certificate } from 'node:crypto'

/** True where `url` is a page of this program's own server. `origin` is the server's, as this machine calls it. */
export function isOwn(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin
}

/** True where what a server showed, in PEM, is the certificate that this program's own server was given. */
export function isOwnCertificate(shown: string, own: Buffer): boolean {
  return new X509Certificate(shown).fingerprint256 === new X509Certificate(own).fingerprint256
}

/** Where a frame may go: the windows stay at the server that they were opened with. Frames inside it may go nowhere. */
export function mayNavigate(target: string, isMainFrame: boolean, origin: string): boolean {
  return isMainFrame && isOwn(target, origin)
}

/** What a page may do beyond showing itself. Everything that is not named is refused. */
const granted: ReadonlySet<string> = new Set(['fullscreen', 'screen-wake-lock', 'clipboard-sanitized-write'])

export function mayUse(permission: string, origin: string, ownOrigin: string): boolean {
  return granted.has(permission) && origin.replace(/\/$/, '') === ownOrigin
}

/** Of a frame that sent a message what tells whether it is heard. Null where it is gone. */
export interface Sender {
  readonly origin: string
  /** Null for a window's main frame. */
  readonly parent: object | null
}

/** Only the main frame of a page of this server is heard. */
export function mayAsk(sender: Sender | null, origin: string): boolean {
  return sender !== null && sender.parent === null && sender.origin === origin
}

/** Schemes that a request of a page may use; nothing is read from disk, and nothing leaves this machine's server. */
export function mayLoad(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  if (protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:') return true
  return new URL(origin).host === host && /^(?:http|ws)s?:$/.test(protocol)
}

/** Of a key press in a window what decides whether the shell takes it before the page. */
export interface Press {
  readonly type: string
  readonly key: string
  readonly control: boolean
  readonly meta: boolean
}

/** Ctrl/Cmd+Q leaves; what would reload, zoom or close the kiosk does nothing; the page has the rest. */
export function onPress({ type, key, control, meta }: Press): 'leave' | 'swallow' | 'page' {
  if (type !== 'keyDown' || !(control || meta)) return 'page'
  const letter = key.toLowerCase()
  if (letter === 'q') return 'leave'
  return ['r', 'w', '+', '-', '=', '0'].includes(letter) ? 'swallow' : 'page'
}
