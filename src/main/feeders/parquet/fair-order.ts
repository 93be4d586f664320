/**
 * From so many rows on, a beginning is a fair sample: of each cluster it has as many rows as its share of the whole says,
 * give or take `SLACK_ROWS` and `SLACK_SHARE` of them.
 */
export const FAIR_FROM = 1_024
export const SLACK_ROWS = 8
export const SLACK_SHARE = 0.05

/** Rows of a cluster that stay together: neighbours in memory are copied faster, and those of an episode compress better. */
const RUN = 4
/** Strata at most. Cluster numbers that span more share strata, evenly. */
const MAX_STRATA = 1 << 16
/** Multiples of it, modulo 1, lie as evenly as numbers can, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

interface Strata {
  /** Stratum of each row. */
  readonly of: Uint16Array
  /** Rows a stratum. */
  readonly sizes: Int32Array
}

/**
 * An order of the rows in which every beginning is a fair sample of all clusters: order[i] is the row that stands i-th.
 * Null where they stand in one already. The same rows give the same order. Linear in time, 14 bytes a row.
 */
export function fairOrder(clusters: Int32Array): Int32Array | null {
  const strata = strataOf(clusters)
  return isFair(strata) ? null : interleaved(strata)
}

function strataOf(clusters: Int32Array): Strata {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < clusters.length; i++) {
    const cluster = at(clusters, i)
    if (cluster < min) min = cluster
    if (cluster > max) max = cluster
  }
  const of = new Uint16Array(clusters.length)
  const wide = max - min >= MAX_STRATA
  const sizes = new Int32Array(wide ? MAX_STRATA : max - min + 1)
  for (let i = 0; i < clusters.length; i++) {
    const stratum = wide ? Math.imul(at(clusters, i), 0x9e3779b1) >>> 16 : at(clusters, i) - min
    of[i] = stratum
    sizes[stratum] = at(sizes, stratum) + 1
  }
  return { of, sizes }
}

/** A cluster has most too many rows when one was just added, and most too few before the next one is: so each row is looked at once. */
function isFair({ of, sizes }: Strata): boolean {
  const rows = of.length
  if (rows <= FAIR_FROM) return true
  const seen = new Int32Array(sizes.length)
  const shares = Float64Array.from(sizes, (size) => size / rows)
  for (let i = 0; i < FAIR_FROM; i++) seen[at(of, i)] = at(seen, at(of, i)) + 1
  if (seen.some((count, stratum) => isOff(count, at(shares, stratum) * FAIR_FROM))) return false
  for (let i = FAIR_FROM; i < rows; i++) {
    const stratum = at(of, i)
    const share = at(shares, stratum)
    const count = at(seen, stratum)
    if (isOff(count, share * i) || isOff(count + 1, share * (i + 1))) return false
    seen[stratum] = count + 1
  }
  return true
}

function isOff(count: number, expected: number): boolean {
  return Math.abs(count - expected) > SLACK_ROWS + SLACK_SHARE * expected
}

/**
 * Spreads each stratum's runs evenly over the whole order, and takes them from all over the file: who sorted it by time
 * or by host finds both as evenly mixed as the clusters.
 */
function interleaved({ of, sizes }: Strata): Int32Array {
  const rows = of.length
  const { grouped, starts } = groups(of, sizes)
  const runsOf = (stratum: number) => Math.ceil(at(sizes, stratum) / RUN)
  const lengthOf = (stratum: number, run: number) => Math.min(RUN, at(sizes, stratum) - run * RUN)
  /** Which row of the order its n-th run should begin at; several may. */
  const place = (stratum: number, runs: number, nth: number) =>
    Math.min(rows - 1, Math.floor(((nth + ((stratum * GOLDEN) % 1)) / runs) * rows))

  const next = new Int32Array(rows + 1)
  const order = new Int32Array(rows)
  eachRun((stratum, runs, nth, run) => {
    const target = place(stratum, runs, nth) + 1
    next[target] = at(next, target) + lengthOf(stratum, run)
  })
  for (let i = 0; i < rows; i++) next[i + 1] = at(next, i + 1) + at(next, i)
  eachRun((stratum, runs, nth, run) => {
    const target = place(stratum, runs, nth)
    const length = lengthOf(stratum, run)
    const from = at(starts, stratum) + run * RUN
    const to = at(next, target)
    for (let i = 0; i < length; i++) order[to + i] = at(grouped, from + i)
    next[target] = to + length
  })
  return order

  /** Every stratum's runs, by a step that meets each of them once, from all over the file. */
  function eachRun(visit: (stratum: number, runs: number, nth: number, run: number) => void): void {
    for (let stratum = 0; stratum < sizes.length; stratum++) {
      const runs = runsOf(stratum)
      const step = coprimeStep(runs)
      for (let nth = 0, run = 0; nth < runs; nth++) {
        visit(stratum, runs, nth, run)
        run += step
        if (run >= runs) run -= runs
      }
    }
  }
}

/** The rows stratum by stratum, in their old order within each. */
function groups(of: Uint16Array, sizes: Int32Array) {
  const starts = new Int32Array(sizes.length)
  for (let stratum = 1; stratum < sizes.length; stratum++)
    starts[stratum] = at(starts, stratum - 1) + at(sizes, stratum - 1)
  const next = starts.slice()
  const grouped = new Int32Array(of.length)
  for (let i = 0; i < of.length; i++) {
    const stratum = at(of, i)
    grouped[at(next, stratum)] = i
    next[stratum] = at(next, stratum) + 1
  }
  return { grouped, starts }
}

/** A step near the golden part of `size` that meets every row once on its way around. */
function coprimeStep(size: number): number {
  let step = Math.max(1, Math.round(size * GOLDEN))
  while (divisor(step, size) !== 1) step += 1
  return step % size
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

/** An index that its loop keeps in bounds. */
function at(array: Int32Array | Uint16Array | Float64Array, index: number): number {
  return array[index] as number
}
