import { useCallback, useContext, useMemo, useRef, useState } from 'react'
import { type Deck, elapsedS } from '../../shared/deck'
import type { Scene } from '../scenes/scene'
import { SourceContext } from '../store/use-dashboard'
import { lengthText } from '../ui/time-text'
import { escapeFrom } from './escape'
import { type Action, isSceneAction, type KeyContext } from './keymap'
import type { Navigation } from './navigation'
import { NoticesContext } from './notices-context'
import { orderOf, receiptOf } from './orders'
import { navigationOf } from './take-key'
import { useCommand, useDeck } from './use-deck'
import { useFocus } from './use-focus'
import { type Held, useHeld } from './use-held'
import { useKeys } from './use-keys'
import { usePlace } from './use-place'
import { intoFullscreen, isKiosk, leaveKiosk, openPresenter, toggleFullscreen } from './window'

/** What a key shows over the page. */
export type Layer = 'help' | 'code'

export interface HandsOptions {
  readonly talk: readonly Scene[]
  readonly pinned: number | null
  /** Width of the overview's grid. */
  readonly columns: number
  /** Whose page it is; a listener's has fewer keys. */
  readonly view: 'stage' | 'presenter' | 'audience'
  /** Saves a picture of what is shown, and says its name. */
  readonly takePicture: () => Promise<string>
}

/** Where the talk is on this page, and everything that keys, clicks and swipes do to it. */
export interface Hands {
  readonly deck: Deck
  readonly at: Navigation
  /** What is shown instead while the stage is frozen. */
  readonly held: Held | null
  readonly roaming: boolean
  readonly layer: Layer | null
  readonly keys: KeyContext
  /** True where key presses reach this talk's windows. */
  readonly focused: boolean
  readonly go: (scene: number) => void
  readonly turn: (where: 'next' | 'previous') => void
  readonly stay: () => void
  readonly rejoin: () => void
  readonly show: (layer: Layer | null) => void
}

const deaf = 'This page does not lead the talk: open the presenter’s address here'
const noPicture = () => 'The picture could not be made: try it again'

export function useHands({ talk, pinned, columns, view, takePicture }: HandsOptions): Hands {
  const numbers = useMemo(() => talk.map(({ n }) => n), [talk])
  const deck = useDeck(numbers)
  const command = useCommand()
  const notices = useContext(NoticesContext)
  const { at, roaming, move, stay, rejoin } = usePlace({ talk: numbers, deck, pinned })
  const held = useHeld(view !== 'presenter' && deck.frozen && !roaming && pinned === null, at)
  const shown = held?.at ?? at
  const [own, showOwn] = useState<Layer | null>(null)
  const source = useContext(SourceContext)
  const coded = deck.code === true && pinned === null
  const layer = own ?? (coded && view === 'stage' ? 'code' : null)
  const show = (wanted: Layer | null) => {
    if (wanted === null && own === null && coded) command?.({ command: 'code', on: false })
    showOwn(wanted)
  }
  const focused = useFocus()
  const warnedAt = useRef<number | null>(null)

  const keys: KeyContext = {
    mode: at.mode,
    // The presenter's view shows scenes, and lets nobody touch them.
    scene: shown.mode === 'scene' && view !== 'presenter' ? shown.scene : null,
    speaker: view !== 'audience',
    // Asked for at a key press: the browser's answer takes longer than all the rest of a first frame.
    get kiosk() {
      return isKiosk() && view === 'stage'
    },
  }

  const leaveTopmost = () => {
    const pile = {
      curtain: deck.curtain !== null && command !== null,
      layer: layer !== null || (coded && command !== null),
      digits: at.digits !== '',
      overview: at.mode === 'overview',
      roaming,
      kiosk: keys.kiosk,
      warnedAt: warnedAt.current,
    }
    const escaped = escapeFrom(pile, performance.now())
    warnedAt.current = escaped === 'warn' ? performance.now() : null
    switch (escaped) {
      case 'curtain':
        return command?.({ command: 'curtain', value: null })
      case 'layer':
        return show(null)
      case 'digits':
        return move({ type: 'forget-digits' })
      case 'overview':
        return move({ type: 'overview' })
      case 'roaming':
        return rejoin()
      case 'warn':
        return notices.say('Esc once more leaves')
      case 'leave':
        return leaveKiosk()
      case 'nothing':
        return
    }
  }

  const order = (action: Action) => {
    const title = talk.find(({ n }) => n === deck.scene)?.title ?? ''
    // Read when it is needed: a page that renders with every event would render with every frame.
    const { cache, now } = source?.store.getState() ?? {}
    const recording = cache?.read('recorder_status').at(-1)?.payload.state === 'recording'
    const wanted = orderOf(action, { deck, recording, title })
    if (!wanted) return
    if (!command) return notices.say(deaf)
    command(wanted)
    const receipt = receiptOf(wanted, view)
    const clock = wanted.command === 'timer' ? ` · ${lengthText(elapsedS(deck.timer, (now ?? 0) / 1000))}` : ''
    if (receipt) notices.say(receipt + clock)
  }

  const act = (action: Action, press: KeyboardEvent) => {
    const event = navigationOf(action, press, at, columns)
    if (event) {
      move(event)
      if (deck.frozen && view === 'stage' && !roaming && event.type !== 'digit') notices.say('Frozen: z lets it go on')
      return
    }
    if (isSceneAction(action)) return talk.find(({ n }) => n === keys.scene)?.act?.(action)
    switch (action) {
      case 'escape':
        return leaveTopmost()
      case 'fullscreen':
        return toggleFullscreen()
      case 'into-fullscreen':
        return intoFullscreen()
      case 'presenter':
        return openPresenter()
      case 'help':
        return show(layer === 'help' ? null : 'help')
      case 'code':
        // Who leads the talk shows the code on the stage, where the room scans it; everybody else to a neighbour.
        if (!command) return show(layer === 'code' ? null : 'code')
        showOwn(null)
        return order('code')
      case 'picture':
        return void takePicture().catch(noPicture).then(notices.say)
      case 'leave':
        return leaveKiosk()
      default:
        return order(action)
    }
  }
  useKeys(keys, act)

  return {
    ...{ deck, at, held, roaming, layer, keys, focused, stay, rejoin, show },
    go: useCallback((scene: number) => move({ type: 'go', scene }), [move]),
    turn: useCallback((where: 'next' | 'previous') => move({ type: where }), [move]),
  }
}
