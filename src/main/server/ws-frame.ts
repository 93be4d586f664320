import { Sender } from 'ws'

declare module 'ws' {
  /** Exported by ws for who frames a message once for many clients; its types leave it out. */
  export const Sender: {
    frame(data: Buffer, options: { fin: true; opcode: 1; mask: false; readOnly: true; rsv1: false }): Buffer[]
  }
}

/** A text message as the frame in which a server sends it (RFC 6455, 5.2): the same bytes for every client. */
export function textFrame(text: string): Buffer {
  return Buffer.concat(
    Sender.frame(Buffer.from(text), { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false }),
  )
}
