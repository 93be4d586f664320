import { expect, it } from 'vitest'
import { cameraSteps, restingCamera } from './camera'
import { type Choice, firstChoice, withNextField } from './choice'
import { fields } from './cloud'
import { createKeys } from './keys'

it('[SCATTER-24] a key colours by the next field or by the one before, all round, and shows what was hidden', () => {
  let choice: Choice = { ...firstChoice, hidden: new Set(['idle']) }
  const seen = fields.map(() => {
    choice = withNextField(choice, 1)
    return choice.field
  })
  expect(new Set(seen)).toEqual(new Set(fields))
  expect(choice).toMatchObject({ field: firstChoice.field, hidden: new Set() })
  for (const field of fields) {
    const other = { ...firstChoice, field }
    expect(withNextField(withNextField(other, -1), 1).field).toBe(field)
  }
})

it('[SCATTER-25] a key turns or nears the points of every picture that listens, and of none after its undo', () => {
  const keys = createKeys()
  let camera = restingCamera
  const undo = keys.listen((action) => {
    camera = cameraSteps[action]?.(camera) ?? camera
  })
  keys.press('turn-right')
  keys.press('nearer')
  expect(camera.yaw).toBeGreaterThan(restingCamera.yaw)
  expect(camera.zoom).toBeGreaterThan(restingCamera.zoom)
  keys.press('turn-left')
  keys.press('farther')
  expect(camera.yaw).toBeCloseTo(restingCamera.yaw)
  expect(camera.zoom).toBeCloseTo(restingCamera.zoom)
  undo()
  keys.press('turn-up')
  expect(camera.pitch).toBe(restingCamera.pitch)
})
