/** Points of an embedding that a small screen can tell apart, and a phone's connection can carry. */
export const SAMPLE_POINTS = 20_000

/** The screens that get a sample, as a media query: those on which the page is laid out as a column. */
export const SAMPLE_SCREENS = '(max-width: 699.98px), (max-height: 449.98px)'

/** Where the sample of the embedding at `url` is. */
export function sampleUrl(url: string): string {
  return `${url}?points=${SAMPLE_POINTS}`
}
