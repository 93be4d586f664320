import { attacks } from './world.mjs'

/**
 * The embedding's anatomy: idle is a small knot at the heart, benign a trefoil around it, and each attack an arm that
 * leaves the trefoil and winds outwards phase by phase. Each host is a strand, so an arm is a rope that unravels.
 */
const STRANDS = 12

/** Where along its arm a phase begins and ends; baseline lies on the trefoil. */
const spans = [
  [0, 0],
  [0.02, 0.2],
  [0.2, 0.36],
  [0.36, 0.57],
  [0.57, 0.73],
  [0.73, 0.92],
  [0.92, 1],
]

/**
 * A point of a window, before noise.
 * @param {string} profile @param {number} phase
 * @param {number} along 0 to 1 through the phase @param {number} strand
 * @returns {[number, number, number]}
 */
export function place(profile, phase, along, strand) {
  const turn = (2 * Math.PI * strand) / STRANDS
  if (profile === 'idle') return knot(along, turn)
  const arm = attacks.indexOf(profile)
  if (arm < 0 || phase === 0) return trefoil(along, turn, phase === 0 ? 0.34 : 0.62)
  const [from, to] = spans[phase]
  return armAt(arm, from + (to - from) * along, turn)
}

function knot(along, turn) {
  const a = 2 * Math.PI * along
  const radius = 1.15 + 0.12 * Math.cos(5 * a + turn)
  return [radius * Math.cos(3 * a + turn / 6), radius * Math.sin(4 * a), 0.9 * Math.sin(7 * a + turn / 4)]
}

function trefoil(along, turn, thickness) {
  const a = 2 * Math.PI * along
  const x = Math.sin(a) + 2 * Math.sin(2 * a)
  const y = Math.cos(a) - 2 * Math.cos(2 * a)
  const twist = turn + 4 * a
  const out = 1 + (thickness * Math.cos(twist)) / 2.6
  return [1.55 * x * out, 1.55 * y * out, -1.7 * Math.sin(3 * a) + thickness * Math.sin(twist)]
}

/** A spiral whose rope opens towards its end. */
function armAt(arm, u, turn) {
  const angle = (2 * Math.PI * arm) / attacks.length + 0.4 + 2.5 * u ** 0.85
  const radius = 4.1 + 9.5 * u ** 1.15
  const lift = (arm % 2 === 0 ? 1 : -1) * 5.2 * Math.sin(Math.PI * u * 0.85) ** 1.4
  const rope = 0.3 + 1.25 * u ** 1.4
  const twist = turn + 7.5 * u
  const out = radius + rope * Math.cos(twist)
  return [out * Math.cos(angle), out * Math.sin(angle), lift + rope * Math.sin(twist)]
}
