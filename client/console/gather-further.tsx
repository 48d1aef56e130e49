// What else there is to look at, one quiet button each and only when there is something: pairs, open questions, the map.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { EchoMap } from '../ui/echo-map.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather.module.css'
import { useApart } from './gather-kept.ts'
import { GatherPairs, pairsOf } from './gather-pairs.tsx'
import { GatherQuestions } from './gather-questions.tsx'

type Opened = 'pairs' | 'questions' | 'map'

export function GatherFurther({ console, view, onOpen }: ScreenProps & { readonly onOpen: (theme: string) => void }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const apart = useApart(view.session)
  const pairs = pairsOf(view, apart)
  const { openQuestions: questions, map } = view
  const unowned = questions.filter((question) => question.owner === null).length
  const close = () => setOpened(null)
  if (opened === null && pairs.length === 0 && questions.length === 0 && map === null) return null
  return (
    <div className={styles.further}>
      {pairs.length > 0 && (
        <Button size="s" kind="quiet" onClick={() => setOpened('pairs')}>
          {pairs.length === 1 ? 'Two themes may be one' : `${pairs.length} pairs may be one`}
        </Button>
      )}
      {questions.length > 0 && (
        <Button size="s" kind="quiet" onClick={() => setOpened('questions')}>
          {counted(questions.length, 'open question')}
          {unowned > 0 && (
            <span className={styles.needs}>{unowned === 1 ? '1 needs' : `${unowned} need`} somebody</span>
          )}
        </Button>
      )}
      {map !== null && (
        <Button size="s" kind="quiet" onClick={() => setOpened('map')}>
          Themes by function
        </Button>
      )}
      {opened === 'pairs' && <GatherPairs console={console} view={view} pairs={pairs} apart={apart} onClose={close} />}
      {opened === 'questions' && (
        <GatherQuestions
          console={console}
          view={view}
          onOpen={(theme) => {
            close()
            onOpen(theme)
          }}
          onClose={close}
        />
      )}
      <Sheet
        open={opened === 'map' && map !== null}
        onClose={close}
        title="Themes by function"
        size="l"
        footer={<Button onClick={close}>Back to the themes</Button>}
      >
        {map !== null && <EchoMap map={map} />}
      </Sheet>
    </div>
  )
}
