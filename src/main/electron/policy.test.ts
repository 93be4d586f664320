import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { cert } from '../config/testing/certificate'
import { packageRoot } from '../paths'
import { checklist, fuses } from './checklist'
import { isOwnCertificate, mayAsk, mayLoad, mayNavigate, mayUse, onPress } from './policy'
import { kioskOptions, pagePreferences, presenterOptions } from './windows'

const origin = 'http://127.0.0.1:8490'
const foreign = [
  'https://evil.example/',
  'http://127.0.0.1:8491/',
  'https://127.0.0.1:8490/',
  'file:///etc/passwd',
  'javascript:1',
  '',
]

test('[SHELL-20] of certificates for another name only its own server’s is taken', () => {
  const own = Buffer.from(`${cert}\n${rootCertificates[0]}`)
  expect(isOwnCertificate(cert.replaceAll('\n', '\r\n'), own)).toBe(true)
  expect(isOwnCertificate(rootCertificates[0] ?? '', own)).toBe(false)
})

describe('what a page may', () => {
  test('[SHELL-1] its main frame stays at its server, other frames go nowhere', () => {
    expect(mayNavigate(`${origin}/?view=stage`, true, origin)).toBe(true)
    expect(mayNavigate(`${origin}/?view=stage`, false, origin)).toBe(false)
    for (const url of foreign) expect([url, mayNavigate(url, true, origin)]).toEqual([url, false])
    expect(mayNavigate(`${origin}@evil.example/`, true, origin)).toBe(false)
  })

  test('[SHELL-2] it loads from its server, from what it made itself, and from nowhere else', () => {
    for (const url of [`${origin}/a.js`, 'ws://127.0.0.1:8490/ws', 'data:image/png;base64,', `blob:${origin}/x`])
      expect([url, mayLoad(url, origin)]).toEqual([url, true])
    for (const url of foreign.filter((url) => !url.startsWith('https://127')))
      expect([url, mayLoad(url, origin)]).toEqual([url, false])
  })

  test('[SHELL-3] it gets full screen, the wake lock and copying, and nothing else; others get nothing', () => {
    expect(
      ['fullscreen', 'screen-wake-lock', 'clipboard-sanitized-write'].every((name) =>
        mayUse(name, `${origin}/`, origin),
      ),
    ).toBe(true)
    for (const name of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'hid', 'unknown'])
      expect([name, mayUse(name, origin, origin)]).toEqual([name, false])
    expect(mayUse('fullscreen', 'https://evil.example', origin)).toBe(false)
  })

  test('[SHELL-4] only the main frame of its own page is heard', () => {
    expect(mayAsk({ origin, parent: null }, origin)).toBe(true)
    expect(mayAsk({ origin, parent: {} }, origin)).toBe(false)
    expect(mayAsk({ origin: 'null', parent: null }, origin)).toBe(false)
    expect(mayAsk({ origin: 'https://evil.example', parent: null }, origin)).toBe(false)
    expect(mayAsk(null, origin)).toBe(false)
  })

  test('[SHELL-5] Ctrl or Cmd with Q leaves, reload and close do nothing, every other key is the page’s', () => {
    const press = (key: string, changes = {}) =>
      onPress({ type: 'keyDown', key, control: false, meta: false, ...changes })
    expect([press('q', { control: true }), press('Q', { meta: true })]).toEqual(['leave', 'leave'])
    expect([press('r', { control: true }), press('w', { meta: true })]).toEqual(['swallow', 'swallow'])
    expect([press('q'), press('F5'), press('PageDown'), press('c', { control: true })]).toEqual([
      'page',
      'page',
      'page',
      'page',
    ])
    expect(press('q', { control: true, type: 'keyUp' })).toBe('page')
  })
})

describe('what the windows are made of', () => {
  const look = { background: '#0b0e14', preload: '/p/index.cjs', title: 'Talk' }
  const box = { x: 1920, y: 0, width: 1280, height: 800 }

  test('[SHELL-6] every window’s page is sandboxed, isolated, and without Node', () => {
    for (const { webPreferences } of [
      kioskOptions(look, box, null),
      kioskOptions(look, box, true),
      presenterOptions(look, box),
    ]) {
      expect(webPreferences).toEqual(pagePreferences('/p/index.cjs'))
    }
    expect(pagePreferences('')).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
    expect(pagePreferences('')).not.toHaveProperty('enableBlinkFeatures')
  })

  test('[SHELL-7] no window shows before its first paint, and each has the theme’s background', () => {
    for (const options of [kioskOptions(look, box, null), presenterOptions(look, box)]) {
      expect(options).toMatchObject({ show: false, backgroundColor: '#0b0e14' })
    }
  })

  test('[SHELL-8] the kiosk fills its display, a window is as large as it was, the presenter’s lies inside its display', () => {
    expect(kioskOptions(look, box, null)).toMatchObject({ ...box, kiosk: true })
    expect(kioskOptions(look, box, box)).not.toHaveProperty('kiosk')
    expect(kioskOptions(look, box, box)).toMatchObject(box)
    const { x = 0, y = 0, width = 0, height = 0 } = presenterOptions(look, box)
    expect(x >= box.x && y >= box.y && x + width <= box.x + box.width && y + height <= box.y + box.height).toBe(true)
  })
})

describe('Electron’s security checklist', () => {
  const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8')

  test('[SHELL-9] all 20 points have a line in the operator’s handbook that says where they are met', () => {
    expect(checklist).toHaveLength(20)
    const handbook = read('docs/operating.md')
    const lines = checklist.map(({ point, met }, i) => `| ${i + 1} | ${point} | ${met} |`)
    expect(lines.filter((line) => !handbook.includes(line))).toEqual([])
  })

  test('[SHELL-10] the packager burns in the fuses that stand here', () => {
    expect(parse(read('electron-builder.yml')).electronFuses).toEqual(fuses)
  })

  test('[SHELL-11] Electron is pinned, and the shell opens nothing outside', () => {
    expect(JSON.parse(read('package.json')).devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    for (const file of ['room', 'present', 'kept-window', 'guards', 'ipc'])
      expect(read(`src/main/electron/${file}.ts`)).not.toMatch(/\bshell\b.*from 'electron'|openExternal/)
  })
})
