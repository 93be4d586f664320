import { parentPort } from 'node:worker_threads'
import { answer } from './answer'
import type { WorkerReply, WorkerRequest } from './protocol'

/** The rim of the worker thread. What `answer` throws is a mistake of ours or a broken WebAssembly: the thread ends of it. */
const port = parentPort
if (!port) throw new Error('runs in a worker thread only')

port.on('message', async (request: WorkerRequest) => {
  const reply = await answer(request, (progress) => port.postMessage(progress))
  port.postMessage(reply, moved(reply))
})

function moved(reply: WorkerReply): ArrayBuffer[] {
  if (reply.kind === 'embedding') return [reply.embedding.stream.buffer]
  return 'bytes' in reply ? [reply.bytes.buffer] : []
}
