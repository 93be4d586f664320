import { useCallback, useMemo } from 'react'
import type { Page } from '../boot'
import type { Command } from '../deck/commands'
import { useCommand } from '../deck/use-deck'
import { type Hands, useHands } from '../deck/use-hands'
import type { Scene } from '../scenes/scene'
import type { Preparations } from '../stage/preparations'
import { useDashboard } from '../store/use-dashboard'
import { type Theme, themeOf } from '../ui/palette'
import type { Chat } from './chat/chat'
import { useChat } from './chat/use-chat'
import { type Script, useScript } from './notes/use-script'
import type { Room } from './room/room'
import { useRoom } from './room/use-room'

export interface Ways {
  readonly previous: boolean
  readonly next: boolean
}

/** The presenter's seat: all that desk, tablet and hand are made of. */
export interface Seat {
  readonly page: Page
  readonly theme: Theme
  readonly preparations: Preparations
  readonly hands: Hands
  readonly current: Scene
  /** Null on the last scene. */
  readonly next: Scene | null
  /** Where the talk can go on to from here. */
  readonly ways: Ways
  readonly numbers: readonly number[]
  readonly script: Script
  /** False while no server hears this page: what it asks for waits. */
  readonly connected: boolean
  readonly room: Room | null
  readonly chat: Chat
  readonly command: (command: Command) => void
}

export function useSeat(page: Page, preparations: Preparations): Seat {
  const { talk } = page
  const takePicture = useCallback(async () => 'Pictures are saved on the stage: press p there', [])
  const hands = useHands({ talk, pinned: null, columns: 1, view: 'presenter', takePicture })
  const { scene } = hands.deck
  const current = talk.find(({ n }) => n === scene) ?? talk[0]
  const next = talk[talk.indexOf(current) + 1] ?? null
  const choosing = hands.at.mode === 'overview'
  return {
    page,
    theme: useMemo(() => themeOf(page.theme, page.palette), [page]),
    preparations,
    hands,
    current,
    next,
    ways: { previous: choosing || current !== talk[0], next: choosing || next !== null },
    numbers: useMemo(() => talk.map(({ n }) => n), [talk]),
    script: useScript(),
    connected: useDashboard(({ link }) => link.phase === 'open'),
    room: useRoom(),
    chat: useChat(),
    command: useCommand() ?? nobody,
  }
}

/** A page without the right to command is not shown this view. */
const nobody = () => {}
