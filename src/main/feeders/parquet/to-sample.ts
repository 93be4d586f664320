import { RecordBatchReader } from 'apache-arrow'
import { assemble } from './assemble'
import type { SourceBatch } from './source'
import { batchOf } from './source-arrow'
import { arrowStream, quantisedColumn } from './to-arrow'

/**
 * The first `points` of an embedding's stream as a stream of its own, with quantised positions: a fair sample, because
 * the rows lie in a fair order. No batch past them is read.
 */
export function sampleOf(stream: Uint8Array, points: number): Uint8Array<ArrayBuffer> {
  const batches: SourceBatch[] = []
  let rows = 0
  for (const batch of RecordBatchReader.from(stream)) {
    batches.push(batchOf(batch))
    rows += batch.numRows
    if (rows >= points) break
  }
  const order = Int32Array.from({ length: Math.min(points, rows) }, (_, row) => row)
  const columns = assemble(batches, () => {})
  return arrowStream(columns, { order, coordinate: quantisedColumn })
}
