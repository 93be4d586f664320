import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** Stands for what is drawn; with another one, what broke is worth another try. */
  readonly revision: string
  readonly fallback: ReactNode
  readonly children: ReactNode
}

type BoundaryState = { readonly broken: false } | { readonly broken: true; readonly revision: string | null }

/** What throws in here takes nothing else down, and is tried again with its next revision. A class, because React has no other way. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: false }

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true, revision: null }
  }

  static getDerivedStateFromProps({ revision }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    if (!state.broken) return null
    if (state.revision === null) return { broken: true, revision }
    return state.revision === revision ? null : { broken: false }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
