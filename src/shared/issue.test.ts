import { expect, test } from 'vitest'
import { z } from 'zod'
import { deckCommands } from './deck'
import { whatIsWrong } from './issue'
import { payloads } from './payloads'

const { curtain } = deckCommands
const { model_metric, prediction, embedding, ingest_job } = payloads
const named = { episode_id: 'e', window_idx: 0 }

test.each([
  [curtain, { command: 'curtain', value: 'red' }, 'value', 'expected null, "black" or "white"'],
  [model_metric, { model: 'gbt', macro_f1: 'x' }, 'macro_f1', 'expected number or object'],
  [model_metric, { model: 'gbt', macro_f1: 2 }, 'macro_f1', 'Too big: expected number to be <=1'],
  [model_metric, { model: 'gbt', macro_f1: { point: 'x' } }, 'macro_f1.point', 'expected number, received string'],
  [prediction, { ...named, predicted: 1.5 }, 'predicted', 'expected string or int'],
  [prediction, { ...named, predicted: '' }, 'predicted', 'Too small: expected string to have >=1 characters'],
  [embedding, { x: 'a', y: 1, z: 1 }, 'x', 'expected number, received string'],
  [embedding, { points: 7 }, 'points', 'expected array, received number'],
  [
    ingest_job,
    { id: 'i', source: 's', state: 'x', done: 0, total: 0 },
    'state',
    'expected one of "waiting"|"running"|"done"|"failed"',
  ],
])('[WIRE-15] of a union the message says all that is allowed in that place (%#)', (schema, value, path, message) => {
  const wrong = whatIsWrong(z.safeParse(schema, value).error?.issues ?? [])
  expect([wrong.path.join('.'), wrong.message]).toEqual([path, message])
})
