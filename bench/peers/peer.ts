/** What a subscriber has received; read by whoever measures. */
export interface Received {
  /** Events that arrived, each counted once. */
  events: number
  /** Events that the server said it skipped. */
  dropped: number
  /** Messages of the protocol that carried them. */
  frames: number
  bytes: number
}

export interface Producer {
  /** Sends so many events of the bench's size; resolves when the server has answered. */
  publish(events: number): Promise<void>
}

/** A running server that fans events out, and raw-socket clients of its protocol. */
export interface Room {
  readonly pid: number
  /** A subscriber like a viewer's page, or the presenter's; `hear` after each message, when `received` is up to date. */
  subscribe(hear?: (received: Received) => void, as?: 'viewer' | 'presenter'): Promise<Received>
  produce(): Promise<Producer>
  stop(): Promise<void>
}

export interface Peer {
  readonly name: string
  /** Null where this machine does not have it. */
  start(): Promise<Room | null>
}

export const nothingYet = (): Received => ({ events: 0, dropped: 0, frames: 0, bytes: 0 })
