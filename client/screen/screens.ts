// One screen per step kind; a missing one does not compile.
import type { ComponentType } from 'react'
import type { StepKind } from '../../shared/agenda.ts'
import type { ScreenView } from '../../shared/views.ts'
import { AskScreen } from './ask-screen.tsx'
import { BallotScreen } from './ballot-screen.tsx'
import { BoardScreen } from './board-screen.tsx'
import { CloseScreen } from './close-screen.tsx'
import { DiscussScreen } from './discuss-screen.tsx'
import { DraftScreen } from './draft-screen.tsx'
import { FrameScreen } from './frame-screen.tsx'
import { GatherScreen } from './gather-screen.tsx'
import { LobbyScreen } from './lobby-screen.tsx'
import { WriteScreen } from './write-screen.tsx'

export type StageProps = { readonly view: ScreenView; readonly offset: number; readonly origin: string | null }

export const SCREENS = {
  lobby: LobbyScreen,
  frame: FrameScreen,
  ask: AskScreen,
  write: WriteScreen,
  discuss: DiscussScreen,
  gather: GatherScreen,
  draft: DraftScreen,
  ballot: BallotScreen,
  board: BoardScreen,
  close: CloseScreen,
} as const satisfies Record<StepKind, ComponentType<StageProps>>
