import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  /** What was drawn when it broke; another value is worth another try. */
  readonly view: unknown
  readonly fallback: ReactNode
  readonly children: ReactNode
}

type BoundaryState = { readonly broken: false } | { readonly broken: true; readonly view: unknown }

/** A picture that throws takes nothing else down, and is tried again with the next data. A class, because React has no other way. */
export class PictureBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: false }

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true, view: undefined }
  }

  static getDerivedStateFromProps({ view }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    if (!state.broken) return null
    if (state.view === undefined) return { broken: true, view }
    return state.view === view ? null : { broken: false }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
