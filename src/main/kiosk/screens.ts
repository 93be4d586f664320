import { execFile } from 'node:child_process'

/** A screen as X11 lays it out, in pixels. */
export interface Screen {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Part of every X11 desktop; where it is not, nothing is known of the screens. */
const xrandr = 'xrandr'

/** What `xrandr --current` says of the screens that show something, from left to right. Pure. */
export function screensOf(text: string): readonly Screen[] {
  const found = [...text.matchAll(/^(\S+) connected (?:primary )?(\d+)x(\d+)\+(\d+)\+(\d+)/gm)]
  return found
    .map(([, name = '', width, height, x, y]) => ({
      name,
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
    }))
    .sort((a, b) => a.x - b.x || a.y - b.y)
}

/** The screens of this machine; none where it is no X11, or nothing here can tell. */
export function readScreens(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<readonly Screen[]> {
  if (platform !== 'linux' || !env.DISPLAY) return Promise.resolve([])
  return new Promise((resolve) => {
    execFile(xrandr, ['--current'], { timeout: 2_000, env }, (error, stdout) => resolve(error ? [] : screensOf(stdout)))
  })
}

/** The screen of `--display N`, counted from 1; the first without it; null where none is known. An error is one sentence. */
export function screenFor(
  screens: readonly Screen[],
  asked: string | undefined,
): Screen | null | { readonly error: string } {
  if (asked === undefined) return screens[0] ?? null
  const screen = /^\d+$/.test(asked) ? screens[Number(asked) - 1] : undefined
  if (screen) return screen
  if (screens.length === 0) {
    return { error: `--display ${asked}: the displays are not known here; leave it out, and move the window by hand` }
  }
  const list = screens.map(({ name, width, height }, i) => `${i + 1} (${name}, ${width}x${height})`)
  return { error: `--display ${asked}: is not there; use ${list.join(', ')}` }
}
