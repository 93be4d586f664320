import { counted } from '../../shared/format'
import type { WayIn } from '../server/way-in'
import type { Running } from './running'

/** One line of the pre-flight. `red` is what a talk cannot do without. */
export interface Line {
  readonly state: 'ok' | 'warn' | 'red'
  readonly subject: string
  readonly text: string
}

const line = (state: Line['state'], subject: string, text: string): Line => ({ state, subject, text })

export function displaysLine(
  display: boolean,
  screens: readonly { name: string; width: number; height: number }[],
): Line {
  if (!display) return line('warn', 'displays', 'none: present only serves here, and prints the address')
  if (screens.length === 0) return line('ok', 'displays', 'there is one; how many is not known here')
  const list = screens.map(({ name, width, height }) => `${name} ${width}x${height}`).join(', ')
  return screens.length > 1
    ? line('ok', 'displays', list)
    : line('warn', 'displays', `${list}: one alone, so the presenter's view goes on a phone or another machine`)
}

/** `passed` says which browser was asked for and is not taken. */
export function windowLine(
  display: boolean,
  electron: string | null,
  browser: string | null,
  passed: string | null = null,
): Line {
  if (electron) return line('ok', 'window', `Electron, ${electron}`)
  if (passed) return line('warn', 'window', passed)
  if (browser) return line('ok', 'window', `${browser}; without --browser Electron goes first, where it can be had`)
  return line(
    display ? 'red' : 'warn',
    'window',
    'neither Electron nor Chrome, Chromium or Edge: install one, or set CHROME_PATH',
  )
}

/** A guess: only a page can tell what draws it. Null where nothing can be told. */
export function gpuLine(renderNodes: readonly string[] | null): Line {
  if (renderNodes === null) return line('ok', 'gpu', 'not looked at on this platform')
  return renderNodes.length > 0
    ? line('ok', 'gpu', renderNodes.join(', '))
    : line('warn', 'gpu', 'none was found: the embedding is drawn by the processor')
}

export type PortState = 'free' | 'lectern' | 'taken' | 'unusable'

export function portLine(host: string, port: number, state: PortState): Line {
  switch (state) {
    case 'free':
      return line('ok', 'port', port === 0 ? `any free one of ${host}` : `${port} of ${host} is free`)
    case 'lectern':
      return line('ok', 'port', `${port} of ${host}: a Lectern is running there`)
    case 'taken':
      return line('red', 'port', `${port} of ${host} is taken by another program: stop it, or choose --port`)
    case 'unusable':
      return line('red', 'port', `${host} is no address of this machine: choose another --host`)
  }
}

export function audienceLine(way: WayIn): Line {
  // A token is for the room's own screen, not for a terminal that somebody films.
  return 'url' in way
    ? line('ok', 'audience', `the QR code carries ${way.url.replace(/token=.*/, 'token=…')}`)
    : line('warn', 'audience', way.why)
}

/** A kind of file of the data directory, and how many of it are there. */
export interface DataFiles {
  readonly name: string
  readonly count: number
  /** Of the newest one, epoch milliseconds; null where there is none. */
  readonly modifiedAt: number | null
}

export function dataLines(dir: string, files: readonly DataFiles[], nowMs: number): readonly Line[] {
  if (files.every(({ count }) => count === 0))
    return [line('red', 'data', `${dir} holds none of the files that Lectern reads`)]
  return files.map(({ name, count, modifiedAt }) => {
    if (count === 0 || modifiedAt === null) return line('warn', 'data', `${name}: none`)
    return line('ok', 'data', `${name}: ${counted(count, 'file')}, the newest from ${ageText(nowMs - modifiedAt)} ago`)
  })
}

/** What the feeders say of a file: each is an alert of the talk. */
export function faultLines(faults: readonly string[]): readonly Line[] {
  return faults.map((fault) => line('warn', 'data', fault))
}

/** What came last is told by a running server, to who has a token; `age_s` is null where nothing ever came. */
export function producersLine(running: Running | null): Line {
  if (!running)
    return line('ok', 'producers', 'not looked at: start "lectern serve" first to see whether they come through')
  if (!running.health)
    return line('ok', 'producers', 'not looked at: the server tells it to who gives a token that it was started with')
  const ageS = running.health.sticky.live_detection.age_s
  if (ageS === null) return line('warn', 'producers', 'none has sent a live detection yet')
  return line(ageS < 60 ? 'ok' : 'warn', 'producers', `the last live detection came ${ageText(ageS * 1000)} ago`)
}

/** `answering` is what the start makes of `narrator:` in lectern.yaml. */
export function narratorLine(
  answering: { readonly narrator: { readonly name: string } } | { readonly error: string },
): Line {
  if ('error' in answering) return refusedLine('narrator', answering.error)
  return line('ok', 'narrator', `${answering.narrator.name} answers what the room asks`)
}

/** What the start refuses, in its own words. */
export function refusedLine(subject: string, sentence: string): Line {
  return line('red', subject, sentence)
}

const MB = 1024 * 1024

export function diskLine(dir: string, freeBytes: number | null): Line {
  if (freeBytes === null) return line('red', 'disk', `${dir} cannot be used: choose another --state`)
  const free = `${freeBytes < 10_240 * MB ? `${Math.floor(freeBytes / MB)} MB` : `${Math.floor(freeBytes / MB / 1024)} GB`} free in ${dir}`
  if (freeBytes < 100 * MB) return line('red', 'disk', `${free}: a recording would not fit`)
  return line(freeBytes < 1024 * MB ? 'warn' : 'ok', 'disk', free)
}

export function ageText(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000))
  if (s < 120) return `${s} s`
  if (s < 7_200) return `${Math.round(s / 60)} min`
  return s < 172_800 ? `${Math.round(s / 3_600)} h` : `${Math.round(s / 86_400)} days`
}

export function formatLine({ state, subject, text }: Line): string {
  return `${state.padEnd(4)}  ${subject.padEnd(10)} ${text}`
}
