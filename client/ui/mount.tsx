// Puts a surface on its page, inside the one error boundary.
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from './error-boundary.tsx'

export function mount(surface: ReactNode): void {
  const root = document.getElementById('root')
  if (root === null) return
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{surface}</ErrorBoundary>
    </StrictMode>,
  )
}
