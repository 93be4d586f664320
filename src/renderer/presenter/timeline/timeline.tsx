/** Nothing yet. */
export function Timeline() {
  return null
}
