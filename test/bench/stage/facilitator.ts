// The facilitator's console behind a tap (view V2): walks the agenda and asks for the cards again and again.

import type { Connection } from '../../../client/state/connection.ts'
import { openConnection } from '../../../client/state/connection.ts'
import { createSession } from '../../../client/state/join.ts'
import type { CommandData, CommandName } from '../../../shared/commands.ts'
import type { Created } from '../../../shared/protocol.ts'
import type { ConsoleMine, ConsoleView } from '../../../shared/views.ts'
import type { Tap } from '../network/tap.ts'
import { openTap } from '../network/tap.ts'
import { seen } from './await-view.ts'

export class Facilitator {
  readonly tap: Tap
  readonly created: Created
  readonly console: Connection<ConsoleView, ConsoleMine>

  private constructor(tap: Tap, created: Created) {
    this.tap = tap
    this.created = created
    const { session, secret } = created
    this.console = openConnection(tap.url, { session, role: 'console', secret, label: 'Laptop' })
  }

  static async create(address: string, server: number, title: string): Promise<Facilitator> {
    const tap = await openTap({ address, server, light: false })
    const body = { template: 'alignment-offsite', title, statement: 'We practise.', goal: '', roomSize: 5 }
    const created = await createSession({ ...body, minutes: {}, functions: [], levels: [], robots: 0 }, tap.url)
    if (!created.ok) throw new Error(`creating: ${created.refusal.code}`)
    const facilitator = new Facilitator(tap, created.data)
    await facilitator.sees(() => true, 'a view')
    return facilitator
  }

  get view(): ConsoleView {
    const view = this.console.common.get()
    if (view === null) throw new Error('the console has no view')
    return view
  }

  sees(is: (view: ConsoleView) => boolean, what: string, ms?: number): Promise<ConsoleView> {
    return seen(this.console.common, is, `${what} on the console`, ms).catch((problem: unknown) => {
      const rounds = this.console.common.get()?.rounds.map(({ id, state }) => `${id} ${state}`)
      throw new Error(`${this.console.link.get()}, ${rounds?.join(', ')}: ${String(problem)}`)
    })
  }

  async does<N extends CommandName>(name: N, data: CommandData<N>): Promise<void> {
    const reply = await this.console.send(name, data)
    if (!reply.ok) throw new Error(`${name}: ${reply.refusal.code} ${reply.refusal.detail ?? ''}`)
  }

  async goTo(step: string): Promise<void> {
    await this.does('step.go', { step, from: this.view.step.id })
    await this.sees((view) => view.step.id === step, `step ${step}`)
  }

  /** Exactly what was written, however long it takes. */
  written(round: string): Promise<ConsoleView> {
    return this.sees(
      (view) => view.rounds.some((one) => one.id === round && one.state === 'written'),
      `${round} written`,
    )
  }

  close(): void {
    this.console.close()
    this.tap.close()
  }
}
