import { describe, expect, test } from 'vitest'
import { hasDisplay, kioskArguments } from './browser'

describe('the browser kiosk', () => {
  const options = { url: 'http://127.0.0.1:1/', profile: '/tmp/p', windowed: false, root: false }

  test('[KIOSK-1] it has a profile of its own, shows the page alone, and phones nobody', () => {
    const args = kioskArguments(options)
    expect(args).toContain('--user-data-dir=/tmp/p')
    expect(args).toContain('--kiosk')
    expect(args.at(-1)).toBe(options.url)
    expect(args).toContain('--disable-background-networking')
    expect(args).not.toContain('--no-sandbox')
  })

  test('[KIOSK-1] the sandbox is given up for root alone', () => {
    expect(kioskArguments({ ...options, root: true })).toContain('--no-sandbox')
  })

  test('[KIOSK-2] Linux without X11 or Wayland has no display', () => {
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
  })
})
