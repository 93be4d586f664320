import { z } from 'zod'
import { origins } from '../../../shared/event'
import { payloads } from '../../../shared/payloads'
import { type TopicName, topicNames } from '../../../shared/topics'

/** The header's profile: a file without it is somebody else's. */
export const PROFILE = 'lectern'
export const LIBRARY = 'lectern'

/** The channel of the parts of keyframes. */
export const KEYFRAME = 'lectern/keyframe'
/** The metadata record that says where keyframes and marks are, written at a clean close. */
export const CONTENTS = 'lectern/contents'

/** What says how a recorder or a player is doing: a recording that holds its own status would never be still. */
const untaped: ReadonlySet<TopicName> = new Set<TopicName>(['recorder_status', 'replay_status'])

/** The topics of a recording. */
export const tapedTopics: ReadonlySet<TopicName> = new Set(topicNames.filter((name) => !untaped.has(name)))

export interface ChannelRow {
  /** Also the id of its schema. */
  readonly id: number
  readonly topic: string
  readonly schema: object
}

const eventOf = (name: TopicName, payload: z.ZodType) =>
  z.object({
    id: z.string().optional(),
    type: z.literal(name).optional(),
    payload,
    timestamp: z.number(),
    origin: z.enum(origins),
  })

/** Part of a keyframe: the retained events up to `cursor`, oldest first, over as many messages as it takes. */
const keyframe = z.object({
  part: z.number().int().min(0),
  cursor: z.string(),
  /** True where what was retained does not follow from the events before. */
  reset: z.boolean(),
  complete: z.boolean(),
  events: z.array(
    z.object({
      type: z.string(),
      payload: z.unknown(),
      timestamp: z.number(),
      origin: z.enum(origins),
    }),
  ),
})

/** Every channel of a recording. */
export const channelRows: readonly ChannelRow[] = [
  { id: 1, topic: KEYFRAME, schema: z.toJSONSchema(keyframe, { io: 'input' }) },
  ...[...tapedTopics].map((name, i) => ({
    id: i + 2,
    topic: name,
    schema: z.toJSONSchema(eventOf(name, payloads[name]), { io: 'input' }),
  })),
]

export const keyframeChannel = 1
const idByTopic = new Map(channelRows.map(({ topic, id }) => [topic, id]))

/** The channel of a topic; undefined for one that is not recorded. */
export const channelOf = (topic: TopicName): number | undefined => idByTopic.get(topic)
