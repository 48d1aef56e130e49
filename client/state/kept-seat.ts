// The seat that this device has, as every page of it finds it: what opens it, and what it is called.
import { browserKeep } from './keep.ts'
import type { Seat } from './phone.ts'

/** A seat as the device remembers it; title and name are only for the "come back" button. */
export type KeptSeat = Seat & { readonly title: string; readonly name: string }

const device = browserKeep('eighty.device.')

export function rememberedSeat(): KeptSeat | null {
  return device.get<KeptSeat>('seat')
}

export function rememberSeat(seat: KeptSeat): void {
  device.set('seat', seat)
}

export function forgetSeat(): void {
  device.remove('seat')
}
