import { SMALLEST_STAGE } from './screens'

/** Points of an embedding that a small screen can tell apart, and a phone's connection can carry. */
export const SAMPLE_POINTS = 20_000

/** The screens that get all points, and those that get a sample, as media queries: one is the other's contrary. The small ones are laid out as a column. */
export const LARGE_SCREENS = `all and (min-width: ${SMALLEST_STAGE.width}px) and (min-height: ${SMALLEST_STAGE.height}px)`
export const SMALL_SCREENS = `not ${LARGE_SCREENS}`

/** Where the sample of the embedding at `url` is. */
export function sampleUrl(url: string): string {
  return `${url}?points=${SAMPLE_POINTS}`
}
