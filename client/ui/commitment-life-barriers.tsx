// What is in the way: who removes it, for how long it has stood, and whether those it concerns say that it is gone.
import { useEffect, useRef, useState } from 'react'
import { takenOff } from '../../shared/board-lines.ts'
import type { CommitmentView, PursuitView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { Button } from './button.tsx'
import styles from './commitment-life.module.css'
import { mayChange, useAct, useLife } from './commitment-life.ts'
import { AddLine } from './commitment-life-add.tsx'
import controls from './commitment-life-controls.module.css'
import { age, dateWords } from './commitment-life-days.ts'
import { PersonChoice } from './commitment-life-person.tsx'
import { TakeOff } from './commitment-life-take-off.tsx'

type BarrierView = PursuitView['barriers'][number]

/** Those that are still there, the oldest first. */
export function standing({ pursuit }: Pick<CommitmentView, 'pursuit'>): readonly BarrierView[] {
  return pursuit.barriers.filter((one) => one.closed === null).sort((a, b) => a.since - b.since)
}

export function LifeBarriers({ commitment }: { readonly commitment: CommitmentView }) {
  const life = useLife()
  const { act, busy, refusal } = useAct()
  const [remover, setRemover] = useState<string | null>(null)
  const [off, setOff] = useState<string | null>(null)
  const { pursuit } = commitment
  const gone = pursuit.barriers.filter((one) => one.closed !== null)
  const open = standing(commitment)
  const named = isToFollow(commitment)
  if (open.length + gone.length === 0 && !named && life.send === null) return null
  return (
    <div className={styles.part}>
      {(open.length + gone.length > 0 || named) && <h4 className={styles.heading}>In the way</h4>}
      <ul className={styles.lines}>
        {named && <Named key="named" commitment={commitment} />}
        {open.map((barrier) => (
          <Standing key={barrier.id} commitment={commitment} barrier={barrier} onOff={() => setOff(barrier.text)} />
        ))}
        {gone.map((barrier) => (
          <li key={barrier.id} className={styles.barrier} data-gone>
            <span className={styles.words}>
              <s className={styles.say}>{barrier.text}</s>
              <span className={styles.soft}>
                Gone{barrier.closed === null ? '' : ` since ${dateWords(barrier.closed.at, life.now)}`},{' '}
                {barrier.closed?.how === 'agreed' ? 'agreed under seal by those it concerns' : 'as said in the room'}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {off !== null && <TookOff key={off} what={off} />}
      {life.send !== null && (
        <AddLine
          open="Something is in the way"
          label="What is in the way?"
          hint="What slows you, what could somebody fix, remove or make simpler?"
          button="Add it"
          busy={busy}
          refusal={refusal}
          onAdd={async (barrier, text) => {
            const added = await act('barrier.put', { commitment: commitment.id, barrier, text, remover })
            if (added) setRemover(null)
            return added
          }}
        >
          <PersonChoice label="Who removes it?" value={remover} nobody="Nobody yet" onChange={setRemover} />
        </AddLine>
      )}
    </div>
  )
}

/** What was named when it was made is neither followed here nor was it taken off again. */
function isToFollow({ wording, pursuit }: CommitmentView): boolean {
  const words = wording.barrier.trim()
  if (words === '' || pursuit.barriers.some(({ text }) => text === words)) return false
  return !pursuit.history.some(({ says }) => says === takenOff(words))
}

/** Where its line stood is nothing any more: who uses the keyboard goes on from here. */
function TookOff({ what }: { readonly what: string }) {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => line.current?.focus(), [])
  return (
    <p ref={line} className={styles.soft} role="status" tabIndex={-1}>
      Taken off the list: <span className={styles.say}>{what}</span>
    </p>
  )
}

/** What was named when it was made, until somebody follows it here. */
function Named({ commitment }: { readonly commitment: CommitmentView }) {
  const life = useLife()
  const { act, busy, refusal } = useAct()
  const { wording, remover } = commitment
  return (
    <li className={styles.barrier}>
      <span className={styles.words}>
        <span className={styles.say}>{wording.barrier}</span>
        <span className={styles.soft}>
          Named when it was made.{remover === null ? ' Nobody removes it yet.' : ` ${remover.name} removes it.`}
        </span>
      </span>
      {life.send !== null && (
        <Button
          size="s"
          busy={busy}
          refusal={refusal}
          onClick={() =>
            void act('barrier.put', {
              commitment: commitment.id,
              barrier: randomId(),
              text: wording.barrier,
              remover: remover?.id ?? null,
            })
          }
        >
          Still there: follow it
        </Button>
      )}
    </li>
  )
}

type BarrierProps = { readonly commitment: CommitmentView; readonly barrier: BarrierView }

function Standing({ commitment, barrier, onOff }: BarrierProps & { readonly onOff: () => void }) {
  const life = useLife()
  const off = useAct()
  const { act, busy, refusal } = useAct()
  const [choosing, setChoosing] = useState(false)
  const stands = age(barrier.since, life.now)
  const may = mayChange(life, commitment) || (life.send !== null && barrier.remover?.id === life.me)
  const isByWord = life.byWord?.some((one) => one.commitment === commitment.id && one.barrier === barrier.id) ?? false
  const ask = (gone: boolean) => void act('barrier.ask', { commitment: commitment.id, barrier: barrier.id, gone })
  return (
    <li className={styles.barrier} data-age={stands.tone}>
      <span className={styles.words}>
        <span className={styles.say}>{barrier.text}</span>
        <span className={styles.soft}>
          <span className={styles.age}>In the way {stands.says}.</span>{' '}
          {barrier.remover === null
            ? 'Nobody removes it yet.'
            : `${barrier.remover.id === life.me ? 'You remove' : `${barrier.remover.name} removes`} it.`}
        </span>
        {barrier.asked !== null && (
          <span className={styles.soft}>
            Said to be gone on {dateWords(barrier.asked, life.now)}. Those it concerns are asked under seal at the next
            check-in.
          </span>
        )}
      </span>
      {life.send !== null && (barrier.remover === null || choosing) && (
        <PersonChoice
          label="Who removes it?"
          value={barrier.remover?.id ?? null}
          nobody="Nobody yet"
          busy={busy}
          onChange={(person) =>
            void act('barrier.put', {
              commitment: commitment.id,
              barrier: barrier.id,
              text: barrier.text,
              remover: person,
            }).then((done) => done && setChoosing(false))
          }
        />
      )}
      {may && (
        <div className={controls.buttons}>
          <Button size="s" busy={busy} refusal={refusal} onClick={() => ask(barrier.asked === null)}>
            {barrier.asked === null ? 'I think it is gone' : 'It is still there after all'}
          </Button>
          {barrier.remover !== null && !choosing && (
            <Button size="s" kind="quiet" onClick={() => setChoosing(true)}>
              Somebody else removes it
            </Button>
          )}
          {isByWord && <ByWord commitment={commitment} barrier={barrier} />}
          <TakeOff
            of={barrier.text}
            busy={off.busy}
            refusal={off.refusal}
            onTakeOff={async () => {
              const done = await off.act('barrier.remove', { commitment: commitment.id, barrier: barrier.id })
              if (done) onOff()
              return done
            }}
          />
        </div>
      )}
    </li>
  )
}

/** Where those it concerns cannot be asked, or too few of them answered. */
function ByWord({ commitment, barrier }: BarrierProps) {
  const { act, busy, refusal } = useAct()
  return (
    <Button
      size="s"
      kind="quiet"
      busy={busy}
      refusal={refusal}
      onClick={() => void act('barrier.close', { commitment: commitment.id, barrier: barrier.id })}
    >
      Gone, as said in the room
    </Button>
  )
}
