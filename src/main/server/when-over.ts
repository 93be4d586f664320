import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { once } from '../../shared/dispose'

/**
 * Calls `then` once, when the response was given or nobody is there to get it. One that waits behind another of its
 * connection (pipelining) has no socket yet, and Node does not tell it of that connection's end: the request knows it.
 */
export function whenOver({ raw: { socket } }: FastifyRequest, response: ServerResponse, then: () => void): void {
  // As many as wait on this connection, which the limit of clients bounds: Node would warn of a leak at ten.
  socket.setMaxListeners(0)
  const over = once(() => {
    response.off('close', over)
    socket.off('close', over)
    then()
  })
  response.once('close', over)
  socket.once('close', over)
  if (response.destroyed || socket.destroyed) over() // it was over before, and will not say so again
}
