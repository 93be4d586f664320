import type { Clock } from '../../shared/clock'
import { type Dispose, once } from '../../shared/dispose'
import type { Box } from './displays'
import { onPress, type Press } from './policy'
import { afterFailure, type Failures, failedPage, isCrash } from './recovery'

/** A page that answers nothing for so long is ended and opened again, in milliseconds. */
const UNRESPONSIVE_MS = 5_000
/** A page that has not painted by then is shown all the same: its background is the theme's. */
const SHOW_MS = 4_000

/** A window as the platform has it. */
export interface ShellWindow {
  load(url: string): void
  show(): void
  focus(): void
  move(box: Box, kiosk: boolean): void
  bounds(): Box
  /** Ends the process that draws it; `gone` follows. */
  crash(): void
  /** Closes it without asking its page. */
  destroy(): void
}

/** What a window tells of itself. */
export interface WindowEvents {
  painted(): void
  gone(reason: string): void
  unresponsive(): void
  responsive(): void
  pressed(press: Press): 'taken' | 'page'
  closed(): void
}

/** Where a window is to be; whatever else the platform wants to know stands beside it. */
export interface WindowPlace extends Partial<Box> {
  readonly kiosk?: boolean
}

export type CreateWindow<Options extends WindowPlace> = (options: Options, told: WindowEvents) => ShellWindow

export interface KeptWindowOptions<Options extends WindowPlace> {
  readonly clock: Clock
  readonly create: CreateWindow<Options>
  /** The server that the talk is at, for the screen that says that it could not be shown. */
  readonly origin: string
  readonly background: string
  options(): Options
  /** The page's address; asked anew each time, because its code is good once. */
  url(): string
  /** Closed by a hand: `reopen` where that was an accident, else what follows. */
  readonly closed: 'reopen' | (() => void)
  /** The presenter leaves the program. */
  leave(): void
}

/** A window that comes back to its page, whatever happens to the process that draws it. */
export interface KeptWindow {
  /** Opens it, or moves it where its options now say. */
  show(): void
  focus(): void
  /** Loads the page again; for a failure that the page itself did not see. */
  failed(): void
  /** Null while it is not there. */
  bounds(): Box | null
  /** Takes it away, without what follows a closing by hand. */
  close(): void
}

type State =
  | { readonly phase: 'closed' }
  /** `place`: where it was last told to be; what a hand did to it since is left alone. */
  | { readonly phase: 'open'; readonly window: ShellWindow; readonly place: string; readonly calm: Dispose }

export function keepWindow<Options extends WindowPlace>(deps: KeptWindowOptions<Options>): KeptWindow {
  const { clock } = deps
  let state: State = { phase: 'closed' }
  let failures: Failures = []
  let gaveUp = false
  /** Ends the wait for a page that hangs. */
  let patience: Dispose = () => {}

  const load = (url: string) => {
    patience() // it was with the page before
    if (state.phase === 'open') state.window.load(url)
  }
  const fail = () => {
    const verdict = afterFailure(failures, clock.elapsed())
    failures = verdict.failures
    return verdict.next
  }
  const failed = () => {
    gaveUp = fail() === 'give-up'
    load(gaveUp ? failedPage(deps.origin, deps.background) : deps.url())
  }
  const tryAgain = () => {
    failures = []
    gaveUp = false
    load(deps.url())
  }

  const open = () => {
    const options = deps.options()
    const mine = (call: () => void) => () => state.phase === 'open' && state.window === window && call()
    const show = once(() => window.show())
    const window: ShellWindow = deps.create(options, {
      painted: mine(show),
      gone(reason) {
        mine(patience)()
        if (isCrash(reason)) mine(failed)()
      },
      unresponsive: mine(() => {
        patience()
        patience = clock.after(UNRESPONSIVE_MS, () => window.crash())
      }),
      responsive: mine(() => patience()),
      pressed(press) {
        const verdict = onPress(press)
        if (verdict === 'leave') deps.leave()
        if (verdict !== 'page') return 'taken'
        if (!gaveUp || press.type !== 'keyDown' || press.key !== 'Enter') return 'page'
        tryAgain()
        return 'taken'
      },
      closed: mine(() => {
        forget()
        if (deps.closed !== 'reopen') return deps.closed()
        // Who closes it three times in a minute means it.
        if (fail() === 'give-up') deps.leave()
        else open()
      }),
    })
    const late = clock.after(SHOW_MS, mine(show))
    const calm = () => {
      late()
      patience()
    }
    state = { phase: 'open', window, place: placeText(options), calm }
    gaveUp = false
    load(deps.url())
  }
  const forget = () => {
    if (state.phase === 'open') state.calm()
    state = { phase: 'closed' }
  }

  return {
    show() {
      if (state.phase === 'closed') return open()
      const options = deps.options()
      const place = placeText(options)
      const box = boxOf(options)
      if (place === state.place || !box) return
      state = { ...state, place }
      state.window.move(box, options.kiosk ?? false)
    },
    focus: () => state.phase === 'open' && state.window.focus(),
    failed,
    bounds: () => (state.phase === 'open' ? state.window.bounds() : null),
    close() {
      if (state.phase === 'closed') return
      const { window } = state
      forget()
      window.destroy()
    },
  }
}

function boxOf({ x, y, width, height }: WindowPlace): Box | null {
  return x === undefined || y === undefined || width === undefined || height === undefined
    ? null
    : { x, y, width, height }
}

function placeText({ x, y, width, height }: WindowPlace): string {
  return [x, y, width, height].join()
}
