/** Of Electron's `Display` what decides where windows go. Bounds in DIP. */
export interface Display {
  readonly id: number
  readonly label: string
  readonly internal: boolean
  readonly bounds: Box
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Which displays the windows belong on, by identity; null where nothing was chosen yet. */
export interface Homes {
  readonly kiosk: string | null
  readonly presenter: string | null
}

/** Where the windows stand. Without a display of its own the presenter's window is not shown: it would cover the talk. */
export interface Placement {
  readonly kiosk: Display
  readonly presenter: Display | null
}

/** Displays as one reads them: from left to right, then from top to bottom. `--display` counts them so. */
function inOrder(displays: readonly Display[]): readonly Display[] {
  return [...displays].sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y)
}

/**
 * A name that a display has again when it comes back: Electron's id may differ after it was unplugged.
 * Of two that look the same the first and the second are told apart by their order.
 */
export function identityOf(display: Display, displays: readonly Display[]): string {
  const look = ({ label, internal, bounds }: Display) =>
    `${label} ${bounds.width}x${bounds.height}${internal ? ' internal' : ''}`
  const twins = inOrder(displays).filter((other) => look(other) === look(display))
  return `${look(display)} #${twins.findIndex(({ id }) => id === display.id) + 1}`
}

/** The displays that show something of their own: of mirrored ones, which lie over one another, only one. */
export function distinct(displays: readonly Display[]): readonly Display[] {
  const kept: Display[] = []
  for (const display of inOrder(displays)) {
    if (!kept.some((other) => overlaps(other.bounds, display.bounds))) kept.push(display)
  }
  return kept
}

/** Where both windows go: home if their display is there, else the kiosk on the projector and the presenter on the laptop. Null without any display. */
export function place(displays: readonly Display[], homes: Homes): Placement | null {
  const screens = distinct(displays)
  const at = (identity: string | null) => screens.find((screen) => identityOf(screen, displays) === identity)
  const presenterHome = at(homes.presenter)
  const others = screens.filter((screen) => screen !== presenterHome)
  const kiosk = at(homes.kiosk) ?? projectorOf(others) ?? screens[0]
  if (!kiosk) return null
  const free = screens.filter((screen) => screen !== kiosk)
  const home = presenterHome !== kiosk ? presenterHome : undefined
  return { kiosk, presenter: home ?? free.find(({ internal }) => internal) ?? free[0] ?? null }
}

/** The displays of `--display N`, or a sentence that says which there are. */
export function chosen(
  displays: readonly Display[],
  asked: string | undefined,
  remembered: Homes,
): Homes | { error: string } {
  if (asked === undefined) return remembered
  const screens = inOrder(displays)
  const display = /^\d+$/.test(asked) ? screens[Number(asked) - 1] : undefined
  if (!display) {
    const list = screens.map(
      ({ label, bounds }, i) => `${i + 1} (${label || 'no name'}, ${bounds.width}x${bounds.height})`,
    )
    return { error: `--display ${asked}: is not there; ${list.length > 0 ? `use ${list.join(', ')}` : 'leave it out'}` }
  }
  const kiosk = identityOf(display, displays)
  return { kiosk, presenter: remembered.presenter === kiosk ? null : remembered.presenter }
}

/** The homes to remember: where the windows stand, as long as there was a choice. One display alone says nothing of where they belong. */
export function homesAfter(homes: Homes, displays: readonly Display[]): Homes {
  const placed = place(displays, homes)
  if (!placed?.presenter) return homes
  return {
    kiosk: homes.kiosk ?? identityOf(placed.kiosk, displays),
    presenter: homes.presenter ?? identityOf(placed.presenter, displays),
  }
}

/** The audience looks at what was plugged in, not at the laptop's own screen. */
function projectorOf(screens: readonly Display[]): Display | undefined {
  return screens.find(({ internal }) => !internal) ?? screens[0]
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
