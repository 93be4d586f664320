import { createElement } from 'react'
import { systemClock } from '../../../shared/clock'
import { defineScene, type PictureProps } from '../scene'
import { fromShell } from './handed-over'
import { facts, headline } from './headline'
import { createKeys } from './keys'
import { createLibrary } from './library'
import { createMemory } from './memory'
import { Picture } from './picture'
import { count, type EmbeddingView, select } from './select'
import { variantHere } from './variant'

const shell = typeof window === 'undefined' ? undefined : window.lectern
const held = shell ? fromShell(shell, window) : null

const library = createLibrary({
  chunk: () => import('./scatter'),
  // Bare, as the preload link asks for it: with other options the browser would fetch twice.
  fetch: async (url, options) => (await held?.(url)) ?? fetch(url, options),
  clock: systemClock,
  random: Math.random,
})

const memory = createMemory()
const keys = createKeys()

export const embedding = defineScene<EmbeddingView>({
  n: 11,
  topics: ['embedding_snapshot', 'embedding'],
  select,
  count,
  headline,
  facts,
  empty: {
    what: 'Every window as a point in space, near to those it resembles.',
    how: 'Put knn_v1.parquet into the data directory, or publish embedding.',
  },
  prepare: (replica) => library.open(replica.read('embedding_snapshot').at(-1)?.payload ?? null, variantHere()),
  hasControls: true,
  Picture: (props: PictureProps<EmbeddingView>) => createElement(Picture, { library, memory, keys, ...props }),
  act: keys.press,
})
