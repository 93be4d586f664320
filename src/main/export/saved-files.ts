import { gzipSync } from 'node:zlib'
import { headlines } from '../../renderer/scenes/headlines'
import type { Clock } from '../../shared/clock'
import { dateAndTime } from '../../shared/date-and-time'
import { SAVED_INDEX, savedFile } from '../../shared/saved'
import { sceneTitle } from '../../shared/scene-titles'
import { topicNames, topics } from '../../shared/topics'
import { createBroadcaster } from '../broadcaster/broadcaster'
import type { TalkFile } from '../config/talk-file'
import { embeddingScene } from '../server/page'
import { snapshotText } from '../server/snapshot'
import { indexPage } from './index-page'
import { type PageCode, scenePage } from './scene-page'
import type { Still } from './still'

export interface SavedFile {
  readonly name: string
  readonly html: string
}

/** What the build made: for the page of the points, and for all others. */
export interface SavedCode {
  readonly pages: PageCode
  readonly embedding: PageCode
}

/** The files of a saved talk, one after the other: the list, and a page a scene that holds what that scene shows. */
export function* savedFiles(still: Still, talk: TalkFile, code: SavedCode, zone?: string): Generator<SavedFile, void> {
  const { title, theme, palette } = talk
  const clock: Clock = { now: () => still.atMs, elapsed: () => 0, after: () => () => {} }
  const broadcaster = createBroadcaster({ clock, retention: still.retention, journal: { events: 1, bytes: 1 } })
  broadcaster.publish(still.drafts)
  const { replica } = broadcaster
  const says = new Map(headlines(replica, still.atMs).map(({ scene, text }) => [scene, text]))
  const scenes = talk.scenes.map(({ scene: n }) => ({ n, title: sceneTitle(n) }))

  const rows = scenes.map((scene) => ({ ...scene, headline: says.get(scene.n) ?? null }))
  yield {
    name: SAVED_INDEX,
    html: indexPage({ title, theme, savedAt: dateAndTime(still.atMs, zone), scenes: rows }, code.pages.style),
  }
  const snapshot = replica.read('embedding_snapshot').at(-1)?.payload
  for (const { n } of scenes) {
    const own = new Set(topicNames.filter((topic) => topics[topic].scene === n))
    const points = n === embeddingScene && snapshot && still.embedding
    const contents = {
      title,
      page: { scene: n, talk: scenes, theme, palette },
      snapshot: snapshotText({ broadcaster, clock }, own),
      embedding: points ? { url: snapshot.url, gzip: gzipSync(still.embedding) } : null,
    }
    yield { name: savedFile(n), html: scenePage(contents, n === embeddingScene ? code.embedding : code.pages) }
  }
}
