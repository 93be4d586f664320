import type { CatalogRow, SurfaceSpec } from '../../shared/surface-wire'

/** A surface as a value: the host lists it, shows it and passes on what is done to it. */
export interface Surface extends CatalogRow {
  /** What it shows now. `conversationId` is null for a global one, and where none is in focus. */
  spec(conversationId: string | null): SurfaceSpec
  /** Does `actionId`, or says why not. Whoever changes something tells the host. */
  invoke(actionId: string, payload: unknown, conversationId: string | null): string | null
}

/** The frame of a spec. */
export const frameOf = ({ id, region, title }: CatalogRow) => ({ id, region, title })
