// The facilitator's connection, as the programs that drive a rehearsal hold it.
import type { ConsoleMine, ConsoleView } from '../../shared/views.ts'
import type { Connection } from '../state/connection.ts'

export type Console = Connection<ConsoleView, ConsoleMine>
