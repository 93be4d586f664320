import type { Deck } from '../../shared/deck'
import type { Command } from './commands'
import type { Action } from './keymap'

/** What is known where a key is pressed. */
export interface Situation {
  readonly deck: Deck
  readonly recording: boolean
  /** Title of the scene that is shown. */
  readonly title: string
}

/** What a key commands, as the state it leads to; null where it commands nothing. */
export function orderOf(action: Action, { deck, recording, title }: Situation): Command | null {
  switch (action) {
    case 'black':
    case 'white':
      return { command: 'curtain', value: deck.curtain === action ? null : action }
    case 'freeze':
      return { command: 'freeze', on: !deck.frozen }
    case 'code':
      return { command: 'code', on: !deck.code }
    case 'timer':
      return { command: 'timer', action: deck.timer.running ? 'stop' : 'start' }
    case 'mark':
      return { command: 'mark', label: `scene ${deck.scene}: ${title}` }
    case 'record':
      return { command: 'record', action: recording ? 'stop' : 'start' }
    default:
      return null
  }
}

/** What is said to who gave an order that is not seen by itself on this page; null where it is. */
export function receiptOf(order: Command, view: 'stage' | 'presenter' | 'audience'): string | null {
  switch (order.command) {
    case 'code':
      if (view === 'stage') return null
      return order.on ? 'The stage shows the code' : 'The code is off the stage'
    case 'mark':
      return `Marker set at ${order.label}`
    case 'timer':
      return order.action === 'stop' ? 'Timer stopped' : 'Timer running'
    case 'record':
      return order.action === 'start' ? 'Recording' : 'Recording ends'
    default:
      return null
  }
}
