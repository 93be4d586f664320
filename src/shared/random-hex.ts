/** So many random bytes as hexadecimal digits. `randomUUID` is not there on a page that came over plain HTTP from another machine. */
export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
