import * as z from 'zod/mini'

// To be imported before any schema is made, by pages whose policy forbids `eval`:
// zod would try whether it may compile its checks, and the browser reports the mere try.
z.config({ jitless: true })
