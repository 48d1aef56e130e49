// Light or dark for the room at hand: `t` changes it, `f` goes full screen. Remembered on this device.
import { useEffect } from 'react'
import { browserKeep } from '../state/keep.ts'

const keep = browserKeep('eighty.screen.')

export function useTone(): void {
  useEffect(() => {
    const page = document.documentElement
    const apply = (dark: boolean) => {
      if (dark) page.dataset.tone = 'dark'
      else delete page.dataset.tone
    }
    apply(keep.get<boolean>('dark') ?? matchMedia('(prefers-color-scheme: dark)').matches)
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 't') {
        const dark = page.dataset.tone !== 'dark'
        keep.set('dark', dark)
        apply(dark)
      }
      if (event.key === 'f')
        void (document.fullscreenElement === null ? page.requestFullscreen?.() : document.exitFullscreen())
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
