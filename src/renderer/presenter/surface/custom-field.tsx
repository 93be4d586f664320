import type { ComponentType } from 'react'
import { WarmingTimer } from './warming-timer'

/** Renderers of custom fields by their id: a new one is one line here. A field without one is skipped. */
const renderers: Readonly<Record<string, ComponentType<{ payload: unknown }>>> = {
  'cache-warming-timer': WarmingTimer,
}

export function CustomField({ rendererId, payload }: { readonly rendererId: string; readonly payload: unknown }) {
  const Renderer = Object.hasOwn(renderers, rendererId) ? renderers[rendererId] : undefined
  return Renderer ? <Renderer payload={payload} /> : null
}
