/** What a key asks for. */
export type Action =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'overview'
  | 'escape'
  | 'enter'
  | 'go'
  | 'digit'
  | 'left'
  | 'right'
  | 'up'
  | 'down'

interface KeyRow {
  readonly action: Action
  /** Places on the keyboard, for keys whose letter depends on its layout. */
  readonly codes?: readonly string[]
  /** What the key means, for keys that every layout names alike; clickers send these, often without a code. */
  readonly keys?: readonly string[]
  /** What it does there; without it, everywhere. */
  readonly mode?: 'scene' | 'overview'
  readonly help: string
}

const digitKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** THE table: a new key is one row here. The first row that fits decides. */
export const keymap: readonly KeyRow[] = [
  { action: 'left', keys: ['ArrowLeft'], mode: 'overview', help: 'choose the scene to the left' },
  { action: 'right', keys: ['ArrowRight'], mode: 'overview', help: 'choose the scene to the right' },
  { action: 'up', keys: ['ArrowUp'], mode: 'overview', help: 'choose the scene above' },
  { action: 'down', keys: ['ArrowDown'], mode: 'overview', help: 'choose the scene below' },
  { action: 'next', keys: ['ArrowRight', ' ', 'PageDown'], help: 'next scene' },
  { action: 'previous', keys: ['ArrowLeft', 'PageUp', 'Backspace'], help: 'previous scene' },
  { action: 'first', keys: ['Home'], help: 'first scene' },
  { action: 'last', keys: ['End'], help: 'last scene' },
  {
    action: 'digit',
    codes: digitKeys.flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
    keys: digitKeys,
    help: 'type a scene’s number',
  },
  { action: 'enter', keys: ['Enter'], help: 'go to the typed scene; 0 is the overview; else next' },
  { action: 'go', codes: ['KeyG'], help: 'go to the typed scene' },
  { action: 'overview', codes: ['KeyO'], help: 'all scenes at once' },
  { action: 'escape', keys: ['Escape'], help: 'leave the topmost thing' },
]

/** Of a `KeyboardEvent` what the table looks at. */
export interface KeyPress {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key press asks for; null where the table has no row, or the browser's own shortcuts do. */
export function actionOf(press: KeyPress, mode: 'scene' | 'overview'): Action | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  const row = keymap.find(
    ({ codes, keys, mode: only }) =>
      (only === undefined || only === mode) && (codes?.includes(press.code) || keys?.includes(press.key)),
  )
  return row?.action ?? null
}

/** The digit of a press that is one, on whatever row and layout. */
export function digitOf({ code, key }: Pick<KeyPress, 'code' | 'key'>): string {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? key
}
