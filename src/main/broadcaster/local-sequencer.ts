import type { Sequencer } from '../../shared/sequencer'
import type { Broadcaster } from './broadcaster'

/** Offsets by the broadcaster's own count, at once. */
export function localSequencer(broadcaster: Pick<Broadcaster, 'publish'>): Sequencer {
  return {
    publish: async (drafts) => ({ cursor: broadcaster.publish(drafts), accepted: drafts.length, refused: null }),
    offer: (drafts) => void broadcaster.publish(drafts),
  }
}
