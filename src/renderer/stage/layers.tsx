import type { Page } from '../boot'
import type { KeyContext } from '../deck/keymap'
import type { Layer } from '../deck/use-hands'
import { Code } from './code'
import { Help } from './help'

export interface LayersProps {
  readonly layer: Layer | null
  readonly keys: KeyContext
  readonly join: Page['join']
  readonly show: (layer: Layer | null) => void
}

/** What a key shows over the page. */
export function Layers({ layer, keys, join, show }: LayersProps) {
  const close = () => show(null)
  switch (layer) {
    case null:
      return null
    case 'help':
      return <Help keys={keys} close={close} />
    case 'code':
      return <Code join={join} close={close} />
  }
}
