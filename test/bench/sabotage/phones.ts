// Phones that are not as they were shipped: the product's phone module with something wrapped around it.
import * as encoding from 'lib0/encoding'
import { Socket } from 'socket.io-client'
import type { Person, PhoneTampering } from '../stage/person.ts'
import { actIn } from '../stage/shoulder.ts'

const isDoor = (input: unknown) => /\/a\/[\w-]+\/[\w.-]+$/.test(String(input))
const bodyOf = (init: RequestInit | undefined) => init?.body as Uint8Array<ArrayBuffer>

/** Blanks stay at home. */
export const noDummies: PhoneTampering = {
  fetch: (_person, honest) => (input, init) =>
    isDoor(input) && actIn(bodyOf(init))?.is === 'blank'
      ? Promise.resolve(new Response(null, { status: 202 }))
      : honest(input, init),
}

/** What is sent is as long as what was written, and a bit. The server of this sabotage cuts the bit off. */
export const noPadding: PhoneTampering = {
  fetch: (person, honest) => (input, init) => {
    if (!isDoor(input)) return honest(input, init)
    const mark = actIn(bodyOf(init))?.mark
    const text = person.cards.find((card) => card.mark === mark)?.text ?? ''
    const body = new Uint8Array(bodyOf(init).length + text.length)
    body.set(bodyOf(init))
    return honest(input, { ...init, body })
  },
}

export const cookieOnDoor: PhoneTampering = {
  fetch: (person, honest) => (input, init) =>
    isDoor(input) ? honest(input, { ...init, headers: { cookie: `sid=${person.truth.id}` } }) : honest(input, init),
}

const AWARENESS = 1

/** As most collaborative editors do: what is being typed goes to everybody in the document. */
export const draftsInAwareness: PhoneTampering = {
  readsEarly: true,
  socket: (person, honest) => {
    class Telling extends honest {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols)
        tellers.set(person, (text) => {
          const encoder = encoding.createEncoder()
          encoding.writeVarUint(encoder, AWARENESS)
          encoding.writeVarString(encoder, JSON.stringify({ typing: text }))
          if (this.readyState === 1) this.send(encoding.toUint8Array(encoder))
        })
      }
    }
    return Telling
  },
  onTyped: (person, text) => tellers.get(person)?.(text),
}
const tellers = new WeakMap<Person, (text: string) => void>()

export const flushOnReconnect: PhoneTampering = {
  onOpened: (_person, phone) => {
    let lost = false
    phone.link.subscribe(() => {
      if (phone.link.get() === 'offline') lost = true
      if (phone.link.get() !== 'live' || !lost) return
      lost = false
      // As soon as it knows the rounds again.
      setTimeout(() => void phone.flush(), 50)
    })
  },
}

const typed = new WeakSet<Person>()
const waiting = new WeakMap<Person, (() => void)[]>()
const personOf = new Map<string, Person>()
let gated = false

/** Tokens are asked for when somebody begins to write, or when they are needed at last. */
export const issueOnFirstKeystroke: PhoneTampering = {
  onOpened: (person) => {
    personOf.set(person.truth.id, person)
    gate()
  },
  onTyped: (person) => {
    typed.add(person)
    for (const go of waiting.get(person) ?? []) go()
  },
}

function gate(): void {
  if (gated) return
  gated = true
  const { emitWithAck } = Socket.prototype
  Socket.prototype.emitWithAck = async function (this: Socket, event: string, ...data: unknown[]) {
    const message = data[0] as { name?: string; data?: { round?: string } } | undefined
    const person = personOf.get(String((this.auth as { person?: string }).person))
    if (message?.name === 'tokens' && person !== undefined && !typed.has(person))
      await new Promise<void>((go) => {
        waiting.set(person, [...(waiting.get(person) ?? []), go])
        const stop = person.phone.common.subscribe(() => {
          const state = person.phone.common.get()?.rounds.find(({ id }) => id === message.data?.round)?.state
          if (state === 'open') return
          stop()
          go()
        })
      })
    return Reflect.apply(emitWithAck, this, [event, ...data]) as Promise<unknown>
  } as typeof emitWithAck
}
