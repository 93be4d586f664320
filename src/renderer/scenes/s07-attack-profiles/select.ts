import { extent, greatest, min } from 'd3-array'
import type { LecternEvent } from '../../../shared/event'
import type { StickyCache } from '../../../shared/sticky-cache'

/** One measurement of a curve. */
export interface Sample {
  /** Seconds since the start of the attack. */
  readonly t: number
  readonly value: number
}

export interface Phase {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** A profile that has at least one sample. */
export interface Curve {
  readonly name: string
  /** What is measured; null where the producer does not say. */
  readonly unit: string | null
  /** At least one, in order of time. */
  readonly samples: readonly Sample[]
  /** In order of time; none is empty. */
  readonly phases: readonly Phase[]
  /** The highest sample, the first of several. */
  readonly peak: Sample
  /** The first sample at its height: the highest one of a noisy plateau is chance. Null where all samples are level. */
  readonly rise: Sample | null
  /** Decimal places that all of its values are read with. */
  readonly places: number
}

export interface ProfilesView {
  /** By when they reach their height, so that the rows step through the talk's story; equal ones by name, level ones last. */
  readonly curves: readonly Curve[]
  /** Profiles that came without a sample. */
  readonly blank: readonly string[]
}

export function select(replica: StickyCache, now: number): ProfilesView {
  const events = replica.read('attack_profile', now)
  return {
    curves: events.flatMap((event) => toCurve(event) ?? []).sort(byRise),
    blank: events.filter((event) => event.payload.t.length === 0).map((event) => event.payload.name),
  }
}

function toCurve({ payload }: Extract<LecternEvent, { type: 'attack_profile' }>): Curve | null {
  const samples = payload.t.map((t, i) => ({ t, value: payload.value[i] ?? 0 })).sort((a, b) => a.t - b.t)
  const peak = greatest(samples, (a, b) => a.value - b.value || b.t - a.t)
  if (!peak) return null
  const phases = (payload.phases ?? [])
    .filter((phase) => phase.end > phase.start)
    .sort((a, b) => a.start - b.start || a.end - b.end)
  const values = { peak, rise: riseOf(samples, peak), places: placesOf(samples, peak) }
  return { name: payload.name, unit: payload.unit ?? null, samples, phases, ...values }
}

/** Of the way from the lowest sample to the highest: from here on a curve is at its height. A plateau whose noise is a tenth is reached where one sees it begin. */
const HEIGHT = 0.85

function riseOf(samples: readonly Sample[], peak: Sample): Sample | null {
  const low = min(samples, (sample) => sample.value) ?? peak.value
  if (low === peak.value) return null
  return samples.find((sample) => sample.value >= low + HEIGHT * (peak.value - low)) ?? peak
}

/** Counts stay whole; else three digits of what is highest. */
function placesOf(samples: readonly Sample[], peak: Sample): number {
  if (samples.every((sample) => Number.isInteger(sample.value))) return 0
  return Math.abs(peak.value) < 10 ? 2 : 1
}

function byRise(a: Curve, b: Curve): number {
  const [first, second] = [a.rise?.t ?? Infinity, b.rise?.t ?? Infinity]
  if (first !== second) return first - second
  return a.name < b.name ? -1 : 1
}

/** First and last second that any curve has a sample at. */
export function timeSpan(curves: readonly Curve[]): readonly [number, number] {
  const [from, to] = extent(curves.flatMap((curve) => [curve.samples[0]?.t ?? 0, curve.samples.at(-1)?.t ?? 0]))
  return [from ?? 0, to ?? 0]
}

/** The sample nearest to `t`; null outside of what the curve covers. */
export function sampleAt(curve: Curve, t: number): Sample | null {
  const { samples } = curve
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || t < first.t || t > last.t) return null
  let low = 0
  let high = samples.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((samples[middle]?.t ?? 0) <= t) low = middle
    else high = middle
  }
  const before = samples[low] ?? first
  const after = samples[high] ?? last
  return t - before.t <= after.t - t ? before : after
}

/** The phase that `t` lies in; of overlapping ones the latest to start. */
export function phaseAt(curve: Curve, t: number): Phase | null {
  return curve.phases.findLast((phase) => phase.start <= t && t < phase.end) ?? null
}
