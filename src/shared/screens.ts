/**
 * The smallest viewport, in CSS pixels, that shows the stage as one piece. Narrower, nothing of it could be read from a
 * hand; lower, as on a phone held across, its text would be under 8 px.
 */
export const SMALLEST_STAGE = { width: 700, height: 450 } as const
