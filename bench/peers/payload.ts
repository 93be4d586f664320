/** Bytes of an event as it is delivered, as near as an offset's digits allow. */
export const EVENT_BYTES = 200

const bare = {
  id: `${'0'.repeat(16)}:10000`,
  type: 'marker',
  payload: { label: '' },
  timestamp: 1781246273.405,
  origin: 'live',
}

const label = 'x'.repeat(EVENT_BYTES - JSON.stringify(bare).length)

/** What a producer sends of an event. */
export const draft = { type: 'marker', payload: { label } }

/** An event as Lectern delivers it, for servers that give no offsets of their own. */
export const delivered = JSON.stringify({ ...bare, payload: { label } })

/** A producer's message, the same to all servers that understand JSON. */
export const publishMessage = (events: number): string =>
  JSON.stringify({ type: 'publish', events: Array.from({ length: events }, () => draft) })
