import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { systemClock } from '../../shared/clock'
import { parseSavedPage, savedBlocks } from '../../shared/saved'
import { parseSnapshotBody } from '../../shared/wire'
import type { Live } from '../connection/connection'
import { createReplication } from '../connection/replication'
import { fonts } from '../head-start'
import type { Scene } from '../scenes/scene'
import { createPreparations } from '../stage/preparations'
import { createDashboard } from '../store/dashboard'
import { animationFrames } from '../store/frames'
import { SourceContext } from '../store/use-dashboard'
import { createViews } from '../store/views'
import { SavedScene } from './saved-scene'

/** Draws the page that this script lies in, from nothing but what lies in it. `scenes` are those that the script can draw. */
export function showSaved(scenes: readonly Scene[]): void {
  const page = parseSavedPage(blockText(savedBlocks.page))
  const snapshot = parseSnapshotBody(blockText(savedBlocks.snapshot))
  const scene = scenes.find(({ n }) => n === page?.scene)
  const container = document.getElementById('root')
  if (!container) throw new Error('the page has no #root')
  if (!page || !scene || 'error' in snapshot) {
    container.textContent = 'This file is damaged: save the talk anew with “lectern export --html”.'
    return
  }

  const replication = createReplication()
  replication.begin(snapshot.message)
  const live: Live = {
    ...replication.read(),
    link: { phase: 'saved', transport: null, reconnects: 0 },
    clockOffsetMs: 0,
  }
  // The time of the page stands still: what was a minute old when it was saved is drawn as that.
  const clock = { ...systemClock, now: () => snapshot.message.now * 1000 }
  const store = createDashboard({ read: () => live, clock, frames: animationFrames })
  const preparations = createPreparations()
  void Promise.all([preparations.prepare(scene, live.cache), fonts()]).then(() =>
    flushSync(() =>
      createRoot(container).render(
        <SourceContext value={{ store, views: createViews() }}>
          <SavedScene page={page} scene={scene} preparations={preparations} />
        </SourceContext>,
      ),
    ),
  )
}

const blockText = (id: string): string => document.getElementById(id)?.textContent ?? ''
