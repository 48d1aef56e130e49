// What may be said of who sees a theme at work: the one way from exact counts to any view, and to the order of themes.
import type { Echo, Session } from '../../shared/model.ts'
import { type EchoMap, type EchoShown, showEcho, showEchoMap } from '../../shared/thresholds.ts'

/** Of the last time that it was asked and is known; null when it was not, or nothing may be shown. */
export function echoShown(session: Pick<Session, 'echoes' | 'floors'>, theme: string): EchoShown | null {
  const last = lastHeard(session, theme)
  return last === null ? null : showEcho(last.heard, session.floors, last.before)
}

/** Of those themes that its viewers see, in their order, hidden ones left out; null when there is nothing to tell. */
export function echoMap(
  session: Pick<Session, 'echoes' | 'floors' | 'functions'>,
  themes: readonly { readonly id: string; readonly hidden: string | null }[],
): EchoMap | null {
  const rows = themes.flatMap(({ id, hidden }) => {
    const last = hidden === null ? lastHeard(session, id) : null
    return last === null ? [] : [{ theme: id, ...last }]
  })
  return showEchoMap(rows, session.functions, session.floors)
}

type Last = {
  readonly title: string
  readonly heard: NonNullable<Echo['heard']>
  readonly before: NonNullable<Echo['floors']>
}

function lastHeard({ echoes, floors }: Pick<Session, 'echoes' | 'floors'>, theme: string): Last | null {
  const last = echoes.findLast((echo) => echo.theme === theme && echo.heard !== null)
  return last?.heard ? { title: last.title, heard: last.heard, before: last.floors ?? floors } : null
}
