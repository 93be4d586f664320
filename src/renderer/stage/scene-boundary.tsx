import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** Stands for the data; with another one a broken scene is worth another try. */
  readonly revision: string
  readonly fallback: ReactNode
  readonly children: ReactNode
}

type BoundaryState = { readonly broken: false } | { readonly broken: true; readonly revision: string | null }

/** A scene that throws takes nothing else down, and is tried again with its next data. A class, because React has no other way. */
export class SceneBoundary extends Component<BoundaryProps, BoundaryState> {
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
