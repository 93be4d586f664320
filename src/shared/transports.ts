/** What carries the stream over a network, in the order in which a page prefers them. */
export const networkTransports = ['ws', 'sse', 'poll'] as const

/** And inside Electron. */
export const transports = [...networkTransports, 'ipc'] as const
export type TransportName = (typeof transports)[number]
