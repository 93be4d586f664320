/** What was asked for on the command line. */
export interface Options {
  /** Takes the time that the goals name, instead of a few minutes for everything. */
  readonly full: boolean
  /** Says on stderr what is being measured. */
  note(text: string): void
}

/** One group of figures; every part is one file in `parts/` and one line in `parts.ts`. */
export interface Part {
  readonly name: string
  /** One sentence: what is measured, and beside whom. */
  readonly what: string
  run(options: Options): Promise<readonly Row[]>
}

export interface Row {
  readonly figure: string
  /** Ours; null where it could not be had. */
  readonly value: number | null
  readonly unit: string
  readonly peer: string | null
  readonly peerValue: number | null
  /** Ours by the peer's. */
  readonly ratio: number | null
  /** The goal in words; null where the figure only informs. */
  readonly goal: string | null
  readonly met: boolean | null
  /** Why a figure is missing, or what to know of it. */
  readonly remark: string | null
}

/** A goal of the value itself, or of its ratio to the peer's. */
interface Goal {
  readonly of: 'value' | 'ratio'
  readonly atMost?: number
  readonly atLeast?: number
}

interface Figure {
  readonly figure: string
  readonly value: number | null
  readonly unit: string
  readonly peer?: { readonly name: string; readonly value: number | null }
  readonly goal?: Goal
  readonly remark?: string
}

export function row({ figure, value, unit, peer, goal, remark }: Figure): Row {
  const ratio = value !== null && peer?.value ? value / peer.value : null
  return {
    figure,
    value,
    unit,
    peer: peer?.name ?? null,
    peerValue: peer?.value ?? null,
    ratio,
    goal: goal ? inWords(goal, unit) : null,
    met: goal ? verdict(goal, goal.of === 'value' ? value : ratio) : null,
    remark: remark ?? null,
  }
}

function verdict({ atMost, atLeast }: Goal, measured: number | null): boolean | null {
  if (measured === null) return null
  return measured <= (atMost ?? Number.POSITIVE_INFINITY) && measured >= (atLeast ?? Number.NEGATIVE_INFINITY)
}

function inWords({ of, atMost, atLeast }: Goal, unit: string): string {
  const measure = of === 'ratio' ? 'x' : unit ? ` ${unit}` : ''
  return atMost === undefined ? `≥ ${atLeast}${measure}` : `≤ ${atMost}${measure}`
}
