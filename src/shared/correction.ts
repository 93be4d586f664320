import * as z from 'zod/mini'

/** What the room's projector needs of every picture, as factors: 1 leaves it as it is. */
export interface Correction {
  readonly brightness: number
  readonly contrast: number
  readonly saturation: number
}

/** How far each goes: past these a picture is no longer the one that was drawn. */
export const correctionBounds = {
  brightness: { min: 0.5, max: 1.5 },
  contrast: { min: 0.5, max: 1.5 },
  saturation: { min: 0, max: 2 },
} as const

export const neutral: Correction = { brightness: 1, contrast: 1, saturation: 1 }

export function isNeutral(correction: Correction): boolean {
  return sameCorrection(correction, neutral)
}

export function sameCorrection(one: Correction, other: Correction): boolean {
  return one.brightness === other.brightness && one.contrast === other.contrast && one.saturation === other.saturation
}

const within = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.number().check(z.minimum(min), z.maximum(max))

export const correctionFields = {
  brightness: within(correctionBounds.brightness),
  contrast: within(correctionBounds.contrast),
  saturation: within(correctionBounds.saturation),
}
