// What a surface shows when a screen broke: that nothing is lost, and a way back.
import type { ReactNode } from 'react'
import { Component } from 'react'
import { Button } from './button.tsx'
import { Empty } from './empty.tsx'

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <main>
        <Empty
          title="This page stumbled"
          action={
            <Button kind="primary" onClick={() => location.reload()}>
              Reload
            </Button>
          }
        >
          Nothing is lost: what you wrote is kept on this device, and what was saved is on the server.
        </Empty>
      </main>
    )
  }
}
