// What can be taken home, and how each file is called; without zod, so that pages can list it.

export const EXPORTS = {
  markdown: {
    says: 'Minutes',
    note: 'Markdown, to paste or keep',
    name: 'minutes',
    ending: 'md',
    type: 'text/markdown; charset=utf-8',
  },
  pdf: {
    says: 'PDF',
    note: 'One page of summary, then the details',
    name: 'board',
    ending: 'pdf',
    type: 'application/pdf',
  },
  ics: {
    says: 'Calendar',
    note: 'Check-ins and due dates',
    name: 'dates',
    ending: 'ics',
    type: 'text/calendar; charset=utf-8',
  },
  json: {
    says: 'JSON',
    note: 'Everything, to import again',
    name: 'board',
    ending: 'json',
    type: 'application/json; charset=utf-8',
  },
  commitments: {
    says: 'Commitments',
    note: 'CSV',
    name: 'commitments',
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
  },
  steps: { says: 'Steps', note: 'CSV', name: 'steps', ending: 'csv', type: 'text/csv; charset=utf-8' },
  barriers: { says: 'Barriers', note: 'CSV', name: 'barriers', ending: 'csv', type: 'text/csv; charset=utf-8' },
  wins: { says: 'Wins', note: 'CSV', name: 'wins', ending: 'csv', type: 'text/csv; charset=utf-8' },
  ballots: { says: 'Ballots', note: 'CSV', name: 'ballots', ending: 'csv', type: 'text/csv; charset=utf-8' },
  themes: { says: 'Themes', note: 'CSV', name: 'themes', ending: 'csv', type: 'text/csv; charset=utf-8' },
  tracker: { says: 'Any tracker', note: 'CSV of tasks', name: 'tasks', ending: 'csv', type: 'text/csv; charset=utf-8' },
  jira: { says: 'Jira', note: 'CSV for its importer', name: 'jira', ending: 'csv', type: 'text/csv; charset=utf-8' },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly says: string
      readonly note: string
      readonly name: string
      readonly ending: string
      readonly type: string
    }
  >
>

export type ExportKind = keyof typeof EXPORTS
export const EXPORT_KINDS = Object.keys(EXPORTS) as [ExportKind, ...ExportKind[]]

export const EXPORT_PATH = '/api/export'
export const IMPORT_PATH = '/api/import'
/** Bytes of a board that is imported: the largest that the limits allow, and some more. */
export const IMPORT_BYTES = 4 * 1024 * 1024

/** The address at which a calendar asks for a board's dates again and again, without scheme and host. */
export function calendarPath(session: string, key: string): string {
  return `/ics/${session}/${key}.ics`
}
