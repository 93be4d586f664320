import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { findBrowser, hasDisplay, kioskArguments, openKiosk, passedOver } from './browser'
import { screenFor, screensOf } from './screens'

describe('the browser kiosk', () => {
  const options = { url: 'http://127.0.0.1:1/', profile: '/tmp/p', windowed: false, root: false, screen: null }

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

  const xrandr = `Screen 0: minimum 8 x 8, current 3840 x 1080, maximum 32767 x 32767
HDMI-1 connected 1920x1080+1920+0 (normal left inverted right x axis y axis) 0mm x 0mm
   1920x1080     60.00*+
eDP-1 connected primary 1600x900+0+0 (normal left inverted right x axis y axis) 344mm x 194mm
DP-2 disconnected (normal left inverted right x axis y axis)
`

  test('[KIOSK-4] without a window manager it is as large as its screen, which --display names', () => {
    const screens = screensOf(xrandr)
    expect(screens.map(({ name }) => name)).toEqual(['eDP-1', 'HDMI-1'])
    const projector = screenFor(screens, '2')
    if (!projector || 'error' in projector) throw new Error('the projector is there')
    expect(kioskArguments({ ...options, screen: projector })).toEqual(
      expect.arrayContaining(['--window-position=1920,0', '--window-size=1921,1081', '--kiosk']),
    )
    expect(kioskArguments({ ...options, screen: projector, windowed: true })).not.toContain('--window-size=1921,1081')
  })

  test('[KIOSK-5] a display that is not there is named with those that are', () => {
    const screens = screensOf(xrandr)
    expect(screenFor(screens, '3')).toEqual({
      error: '--display 3: is not there; use 1 (eDP-1, 1600x900), 2 (HDMI-1, 1920x1080)',
    })
    expect(screenFor([], '1')).toHaveProperty('error')
    expect(screenFor([], undefined)).toBeNull()
  })

  test('[KIOSK-10] the browser of CHROME_PATH goes first, and one that is not there is said', () => {
    vi.stubEnv('CHROME_PATH', process.execPath)
    try {
      expect(findBrowser()).toBe(process.execPath)
    } finally {
      vi.unstubAllEnvs()
    }
    expect(passedOver({ CHROME_PATH: '/nope' }, '/usr/bin/chromium')).toBe(
      'CHROME_PATH /nope: there is no such program; /usr/bin/chromium is taken',
    )
    expect([passedOver({ CHROME_PATH: '/b' }, '/b'), passedOver({}, '/b')]).toEqual([null, null])
  })

  test('[KIOSK-9] a profile that cannot be removed hinders no end', async () => {
    // The talk was not saved where removing it failed.
    const folder = mkdtempSync(join(tmpdir(), 'lectern-browser-'))
    const profiles = join(folder, 'profiles')
    mkdirSync(profiles)
    const browser = join(folder, 'browser')
    writeFileSync(browser, '#!/bin/sh\nrm -r "$TMPDIR" && : > "$TMPDIR"\n', { mode: 0o755 })
    vi.stubEnv('TMPDIR', profiles)
    try {
      const kiosk = await openKiosk(browser, { url: options.url, windowed: true, screen: null })
      expect(await kiosk.closed).toMatchObject({ ok: true })
    } finally {
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
    }
  })
})
