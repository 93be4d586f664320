import { type SceneAction, sceneActions } from '../scenes/scene'

/** What a key asks for. */
export type Action =
  | SceneAction
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
  | 'black'
  | 'white'
  | 'freeze'
  | 'fullscreen'
  | 'into-fullscreen'
  | 'presenter'
  | 'timer'
  | 'code'
  | 'picture'
  | 'mark'
  | 'record'
  | 'help'
  | 'leave'

/** Where a key has its meaning. */
export interface KeyContext {
  readonly mode: 'scene' | 'overview'
  /** The scene whose picture can be touched; null where none can. */
  readonly scene: number | null
  /** True where somebody gives the talk; a listener's browser keeps its own keys. */
  readonly speaker: boolean
  /** True in a window without a browser around it. */
  readonly kiosk: boolean
}

export interface KeyRow {
  readonly action: Action
  /** What the key means, for keys that every layout names alike; clickers send these, often without a code. */
  readonly keys?: readonly string[]
  /** Latin letters; on a layout that has none, the place on the keyboard where they would be. */
  readonly letters?: string
  /** Places on the keyboard, for keys that have another name on some layouts. */
  readonly codes?: readonly string[]
  /** Without it, in both. */
  readonly mode?: 'scene' | 'overview'
  /** The one scene that it is for. */
  readonly scene?: number
  /** Only with Shift; without it, Shift does not matter. */
  readonly shift?: true
  readonly speaker?: true
  /** With Ctrl or Cmd, and only in a kiosk: elsewhere it is the browser's. */
  readonly kiosk?: true
  /** How the key is written on the help page; a row without it is not listed. */
  readonly label?: string
  readonly help: string
}

/** The scene of points in space. */
const points = 11
const digitKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
const digitCodes = digitKeys.flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`])

/** THE table: a new key is one row here. The first row that fits decides. */
export const keymap: readonly KeyRow[] = [
  { action: 'left', keys: ['ArrowLeft'], mode: 'overview', help: 'choose the scene to the left' },
  { action: 'right', keys: ['ArrowRight'], mode: 'overview', help: 'choose the scene to the right' },
  { action: 'up', keys: ['ArrowUp'], mode: 'overview', help: 'choose the scene above' },
  { action: 'down', keys: ['ArrowDown'], mode: 'overview', help: 'choose the scene below' },
  {
    action: 'turn-left',
    keys: ['ArrowLeft'],
    shift: true,
    scene: points,
    label: 'Shift ← → ↑ ↓',
    help: 'turn the points',
  },
  { action: 'turn-right', keys: ['ArrowRight'], shift: true, scene: points, help: 'turn the points' },
  { action: 'turn-up', keys: ['ArrowUp'], shift: true, scene: points, help: 'turn the points' },
  { action: 'turn-down', keys: ['ArrowDown'], shift: true, scene: points, help: 'turn the points' },
  { action: 'nearer', keys: ['+', '='], scene: points, label: '+ −', help: 'nearer to the points, or farther' },
  { action: 'farther', keys: ['-'], scene: points, help: 'farther from the points' },
  { action: 'previous-colouring', letters: 'c', shift: true, scene: points, help: 'colour by the field before' },
  {
    action: 'next-colouring',
    letters: 'c',
    scene: points,
    label: 'c, Shift c',
    help: 'colour by the next field, or the one before',
  },
  { action: 'next', keys: ['ArrowRight', ' ', 'PageDown'], label: '→ Space PgDn Enter', help: 'next scene' },
  { action: 'previous', keys: ['ArrowLeft', 'PageUp', 'Backspace'], label: '← PgUp Backspace', help: 'previous scene' },
  { action: 'first', keys: ['Home'], label: 'Home', help: 'first scene' },
  { action: 'last', keys: ['End'], label: 'End', help: 'last scene' },
  { action: 'digit', keys: digitKeys, codes: digitCodes, label: '7 … 13 then Enter or g', help: 'go to a scene' },
  { action: 'enter', keys: ['Enter'], help: 'go to the typed or chosen scene; else next' },
  { action: 'go', letters: 'g', help: 'go to the typed scene' },
  { action: 'overview', letters: 'o', label: 'o, or 0 then Enter', help: 'all scenes at once' },
  { action: 'black', letters: 'b', keys: ['.'], codes: ['Period'], speaker: true, label: 'b .', help: 'black screens' },
  { action: 'white', letters: 'w', keys: [','], codes: ['Comma'], speaker: true, label: 'w ,', help: 'white screens' },
  { action: 'freeze', letters: 'z', speaker: true, label: 'z', help: 'freeze: the screens stay, the data go on' },
  { action: 'fullscreen', letters: 'f', keys: ['F11'], label: 'f F11', help: 'full screen' },
  { action: 'into-fullscreen', keys: ['F5'], speaker: true, label: 'F5', help: 'into full screen, never out of it' },
  { action: 'presenter', letters: 's', speaker: true, label: 's', help: 'presenter’s view' },
  { action: 'timer', letters: 't', speaker: true, label: 't', help: 'start or stop the timer' },
  { action: 'code', letters: 'q', label: 'q', help: 'QR code of the audience’s address, on the stage' },
  { action: 'picture', letters: 'p', label: 'p', help: 'save a picture of the scene' },
  { action: 'mark', letters: 'm', speaker: true, label: 'm', help: 'set a marker' },
  { action: 'record', letters: 'r', speaker: true, label: 'r', help: 'start or stop the recording' },
  { action: 'help', keys: ['?'], label: '?', help: 'these keys' },
  { action: 'escape', keys: ['Escape'], label: 'Esc', help: 'leave the topmost thing' },
  { action: 'leave', letters: 'q', kiosk: true, label: 'Ctrl Q, or Esc twice', help: 'leave the kiosk' },
]

/** Of a `KeyboardEvent` what the table looks at. */
export interface KeyPress {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Where the row has its meaning at all. */
export function applies(row: KeyRow, { mode, scene, speaker, kiosk }: KeyContext): boolean {
  const isHere = (row.mode ?? mode) === mode && (row.scene ?? scene) === scene
  return isHere && (speaker || !row.speaker) && (kiosk || !row.kiosk)
}

/** True for what the scene itself does. */
export const isSceneAction = (action: Action): action is SceneAction => sceneActions.some((one) => one === action)

/** What a key press asks for; null where the table has no row, or the browser's own shortcuts do. */
export function actionOf(press: KeyPress, context: KeyContext): Action | null {
  if (press.altKey) return null
  const command = press.ctrlKey || press.metaKey
  const rows = keymap.filter(
    (row) => applies(row, context) && (row.kiosk ?? false) === command && (press.shiftKey || !row.shift),
  )
  // The row of digits is digits, whatever is printed on it: on a Czech keyboard a plain 1 is a plus.
  if (/^Digit\d$/.test(press.code) && !press.shiftKey && !command) return 'digit'
  // What is printed on the key goes before its place: on a French keyboard the comma lies where others have the m.
  return (rows.find((row) => meant(row, press)) ?? rows.find((row) => placed(row, press)))?.action ?? null
}

/** The digit of a press that is one, on whatever row and layout. */
export function digitOf({ code, key }: Pick<KeyPress, 'code' | 'key'>): string {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? key
}

function meant({ keys, letters }: KeyRow, { key }: KeyPress): boolean {
  return keys?.includes(key) || (latin(key) && letters?.includes(key.toLowerCase())) || false
}

function placed({ codes, letters }: KeyRow, { code, key }: KeyPress): boolean {
  if (latin(key)) return false
  return codes?.includes(code) || (/^Key[A-Z]$/.test(code) && letters?.includes(code.slice(3).toLowerCase())) || false
}

const latin = (key: string) => /^[a-z]$/i.test(key)
