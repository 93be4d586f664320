import { expect, test } from 'vitest'
import { sceneTitles } from '../../shared/scene-titles'
import { scenes } from './scenes'

test('[SAVED-4] a scene is called the same where its picture is not known', () => {
  expect(Object.fromEntries(scenes.map(({ n, title }) => [n, title]))).toEqual(sceneTitles)
})
