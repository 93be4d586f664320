import { join } from 'node:path'
import { app, screen } from 'electron'
import { systemClock } from '../../shared/clock'
import { disposeAll } from '../../shared/dispose'
import type { Lectern } from '../compose'
import { rememberWindows, type WindowMemory } from '../kiosk/window-memory'
import { packageRoot } from '../paths'
import { browserWindows } from './browser-window'
import { homesAfter, place } from './displays'
import { keepWindow } from './kept-window'
import { kioskOptions, presenterOptions } from './windows'

export interface RoomOptions {
  readonly lectern: Lectern
  readonly title: string
  readonly windowed: boolean
  /** Where the windows were, with what the command line said of it. */
  readonly memory: WindowMemory
  leave(): void
}

/** The talk's windows on this machine's displays. */
export interface Room {
  focus(): void
  /** Shows the presenter's window, or takes it away. */
  togglePresenter(): void
  /** Closes them, and remembers where they were. */
  close(): Promise<void>
}

export function openRoom({ lectern, title, windowed, memory, leave }: RoomOptions): Room {
  const preload = join(packageRoot, 'out', 'preload', 'index.cjs')
  const look = { background: lectern.background, preload, title }
  const { origin } = lectern
  let homes = { kiosk: memory.kiosk, presenter: memory.presenter }
  let wantsPresenter = !windowed
  let painter = ''

  const displays = () => screen.getAllDisplays()
  const placed = () => place(displays(), homes)
  const primary = () => screen.getPrimaryDisplay().bounds
  const pageOf = (view: 'stage' | 'presenter') => {
    const url = new URL(lectern.ownUrl(view))
    url.searchParams.set('transport', 'ipc')
    if (painter) url.searchParams.set('painter', painter)
    return url.href
  }
  const create = browserWindows(origin)
  const common = { clock: systemClock, create, origin, background: lectern.background, leave }

  const stage = keepWindow({
    ...common,
    options: () => kioskOptions(look, placed()?.kiosk.bounds ?? primary(), windowed ? (memory.windowed ?? true) : null),
    url: () => pageOf('stage'),
    closed: windowed ? leave : 'reopen',
  })
  const presenter = keepWindow({
    ...common,
    options: () =>
      presenterOptions({ ...look, title: `${title} – presenter` }, placed()?.presenter?.bounds ?? primary()),
    url: () => pageOf('presenter'),
    closed: () => {
      wantsPresenter = false
    },
  })

  const arrange = () => {
    homes = homesAfter(homes, displays())
    stage.show()
    // In a window of its own size the talk can be beside the presenter's view; in the kiosk only on another display.
    if (wantsPresenter && (windowed || placed()?.presenter)) presenter.show()
    else presenter.close()
  }
  const failedGpu = (_event: unknown, { type }: { readonly type: string }) => {
    if (type !== 'GPU') return
    // The page that comes back paints without it.
    painter = 'software'
    stage.failed()
  }
  screen.on('display-added', arrange)
  screen.on('display-removed', arrange)
  screen.on('display-metrics-changed', arrange)
  app.on('child-process-gone', failedGpu)
  arrange()

  const unwatch = disposeAll([
    () => screen.off('display-added', arrange),
    () => screen.off('display-removed', arrange),
    () => screen.off('display-metrics-changed', arrange),
    () => app.off('child-process-gone', failedGpu),
  ])
  return {
    focus: stage.focus,
    togglePresenter() {
      wantsPresenter = !wantsPresenter
      arrange()
    },
    async close() {
      unwatch()
      const bounds = windowed ? stage.bounds() : memory.windowed
      presenter.close()
      stage.close()
      await rememberWindows(lectern.stateDir, { ...homes, windowed: bounds })
    },
  }
}
