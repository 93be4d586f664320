import { HEARTBEAT_S, PROTOCOL, type Role } from '../../shared/wire'
import type { ServerDeps } from './deps'

/** What every stream begins with, without its type. */
export function helloOf({ broadcaster, clock }: Pick<ServerDeps, 'broadcaster' | 'clock'>, role: Role) {
  return {
    protocol: PROTOCOL,
    now: clock.now() / 1000,
    ...broadcaster.head(),
    heartbeat_s: HEARTBEAT_S,
    role,
    retention: broadcaster.retention,
  }
}
