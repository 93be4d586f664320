import { backgrounds, type ThemeName } from '../../shared/backgrounds'
import { contrast, hex, mix, rgb } from './color'

/** Colours are values, because canvases and shaders need them as well as style sheets. */
export interface Theme {
  readonly name: ThemeName
  readonly background: string
  /** Panels and tracks that lie on the background. */
  readonly surface: string
  readonly text: string
  /** Second-rank text: at least 4.5:1 on the background. */
  readonly muted: string
  /** Grid lines and hairlines. */
  readonly faint: string
  readonly accent: string
  readonly alert: string
  /** What a stale accent fades to. */
  readonly stale: string
  /** Okabe–Ito's seven chromatic colours and a neutral grey, tuned to at least 3:1 on the background. */
  readonly series: readonly [string, string, string, string, string, string, string, string]
  /** Colours of the talk's own, by the name that carries them. */
  readonly named?: Readonly<Record<string, string>>
}

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: {
    name: 'dark',
    background: backgrounds.dark,
    surface: '#151a23',
    text: '#f2f5fa',
    muted: '#a7b0c0',
    faint: '#2a3140',
    accent: '#56b4e9',
    alert: '#ff6b4a',
    stale: '#7d8694',
    series: ['#e69f00', '#56b4e9', '#1fb88a', '#f0e442', '#3d8fe0', '#ee6a2c', '#d98bb8', '#a3aab6'],
  },
  light: {
    name: 'light',
    background: backgrounds.light,
    surface: '#eeeee8',
    text: '#14171c',
    muted: '#4d5563',
    faint: '#d3d4ce',
    accent: '#0067a8',
    alert: '#b93600',
    stale: '#7b7f86',
    series: ['#b07300', '#1f86c0', '#007f5c', '#8a7d00', '#0058a0', '#c44a00', '#ac4f87', '#6b7078'],
  },
  contrast: {
    name: 'contrast',
    background: backgrounds.contrast,
    surface: '#141414',
    text: '#ffffff',
    muted: '#d8d8d8',
    faint: '#4a4a4a',
    accent: '#7cd0ff',
    alert: '#ff8a66',
    stale: '#a8a8a8',
    series: ['#ffb81f', '#7cd0ff', '#2fe0a8', '#fff25c', '#5aa8ff', '#ff8245', '#ffa6d6', '#c8ccd2'],
  },
}

/** How much of a colour what stands behind the first is drawn with. */
export const SECOND_RANK = 0.7

/** Families of names that carry a colour, each with the names it knows, in the order of `series`. */
const families = {
  model: ['gbt', 'mlp', 'cnn', 'knn', 'lstm', 'gru', 'knn_semi', 'bert'],
  profile: ['ssh_bruteforce', 'port_scan', 'benign', 'lateral_movement', 'idle', 'exfiltration'],
  phase: ['baseline', 'recon', 'access', 'execution', 'persistence', 'exfil', 'cleanup'],
  label: ['benign', 'baseline', 'recon', 'access', 'execution', 'persistence', 'exfil', 'cleanup'],
  host: [] as string[],
  cluster: [] as string[],
} as const
export type Family = keyof typeof families

/** Where in `series` a known phase or label stands: calm ones are grey and blue, grave ones warm. */
const phaseSeries: Readonly<Record<string, number>> = {
  benign: 7,
  baseline: 7,
  recon: 1,
  access: 3,
  execution: 0,
  persistence: 6,
  exfil: 5,
  cleanup: 2,
}

const profileSeries: Readonly<Record<string, number>> = {
  benign: 2,
  idle: 7,
  ssh_bruteforce: 0,
  port_scan: 1,
  lateral_movement: 6,
  exfiltration: 5,
}

/** The phases in the order in which an attack goes through them; `phase_int` and `predicted_int` count in it. */
export const phaseNames = families.phase

/** A theme with the talk's own colours for names. */
export function themeOf(name: ThemeName, named: Readonly<Record<string, string>>): Theme {
  return { ...themes[name], named }
}

/** The stable colour of a name: the talk's own, else the one its family knows, else one of the same eight by hash. */
export function colorOf(family: Family, name: string, theme: Theme): string {
  const chosen = theme.named && Object.hasOwn(theme.named, name) ? theme.named[name] : undefined
  if (chosen) return chosen
  const known: readonly string[] = families[family]
  const own =
    family === 'phase' || family === 'label'
      ? phaseSeries[name]
      : family === 'profile'
        ? profileSeries[name]
        : undefined
  const place = own ?? (known.includes(name) ? known.indexOf(name) : hash(name))
  return theme.series[place % theme.series.length] ?? theme.text
}

/** A colour as small text is set in it: as much of it as stands out from the background and from panels by 4.5:1. */
export function legible(color: string, { background, surface, text }: Theme): string {
  for (let share = 0; share < 1; share += 0.1) {
    const ink = hex(mix(rgb(color), rgb(text), share))
    if (Math.min(contrast(ink, background), contrast(ink, surface)) >= 4.5) return ink
  }
  return text
}

/** FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
