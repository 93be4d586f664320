import { expect, test } from 'vitest'
import { sceneNumbers } from '../../shared/scene-titles'
import { scenes } from './scenes'

test('[SAVED-4] every scene has a title, and every title a scene', () => {
  expect(scenes.map(({ n }) => n)).toEqual(sceneNumbers)
})
