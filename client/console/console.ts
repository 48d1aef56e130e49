// The facilitator's connection, and what every console screen is a function of.
import type { ConsoleMine, ConsoleView } from '../../shared/views.ts'
import type { Connection } from '../state/connection.ts'

export type Console = Connection<ConsoleView, ConsoleMine>

export type ScreenProps = { readonly console: Console; readonly view: ConsoleView }
