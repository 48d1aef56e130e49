// The templates a facilitator can choose from, the default first. To add one: write its file, name it here.
import { alignmentOffsite } from './alignment-offsite.ts'
import { fromBuyInToAction } from './from-buy-in-to-action.ts'
import { oneHour } from './one-hour.ts'
import type { Template } from './template.ts'

export const TEMPLATES: readonly Template[] = [alignmentOffsite, oneHour, fromBuyInToAction]

export function templateById(id: string): Template | null {
  return TEMPLATES.find((template) => template.id === id) ?? null
}
