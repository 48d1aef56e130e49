// What a webhook is told, in the shape its receiver knows. Nothing that somebody wrote can call people, link or format there.
import type { Afterwards } from '../../shared/board.ts'
import type { Session } from '../../shared/model.ts'
import { clip, plainLine } from '../../shared/text.ts'
import { dayWords } from './reminder-words.ts'
import type { News } from './reminders.ts'

export type WebhookKind = NonNullable<Afterwards['webhook']>['kind']

/** `event` and `facts` are for programs, `headline` and `says` for people; `link` opens the board, null where nobody knows the address. */
export type Message = {
  readonly event: string
  readonly headline: string
  readonly says: string
  readonly facts: Readonly<Record<string, string | null>>
  readonly session: { readonly id: string; readonly title: string }
  readonly link: string | null
}

/** Characters that a Slack header, a Slack section, and a card hold well. */
const HEADLINE = 140
const SAYS = 900

export function messageOf(session: Session, news: News, link: string | null): Message {
  return { ...wordsOf(session, news), session: about(session), link }
}

export function testMessage(session: Session, link: string | null): Message {
  const says = 'Messages of this board arrive here. This one is a test.'
  return { event: 'test', headline: 'A test message', says, facts: {}, session: about(session), link }
}

/** The body to post, as the receiver understands it. */
export function bodyFor(kind: WebhookKind, message: Message): unknown {
  if (kind === 'slack') return slack(message)
  return kind === 'teams' ? teams(message) : json(message)
}

function wordsOf(session: Session, news: News): Pick<Message, 'event' | 'headline' | 'says' | 'facts'> {
  if (news.is === 'summary')
    return {
      event: 'summary.due',
      headline: 'The summary is due',
      says: `Two days after the end everybody should have it in their hands: ${dayWords(news.day)}.`,
      facts: { due: news.day },
    }
  if ('checkin' in news) {
    const { id, title, opens, until } = news.checkin
    const facts = { checkin: id, title: plainLine(title), opens, until }
    return news.is === 'opened'
      ? {
          event: 'checkin.opened',
          headline: `Check-in “${plainLine(title)}” is open`,
          says: `A minute on the phone that you took part with, under seal, until ${dayWords(until)}.`,
          facts,
        }
      : {
          event: 'checkin.closed',
          headline: `Check-in “${plainLine(title)}” is closed`,
          says: 'What came of it is on the board.',
          facts,
        }
  }
  const { id, what, owner, by, pursuit } = news.commitment
  const name = plainLine(session.people.find((one) => one.id === owner)?.name ?? '')
  const why = plainLine(pursuit.why)
  return {
    event: `commitment.${news.is}`,
    headline: `${SAID[news.is]}: ${plainLine(what)}`,
    says: [name === '' ? 'Nobody owns it.' : `Owner: ${name}.`, why === '' ? '' : `Why: ${why}`].join(' ').trim(),
    facts: { commitment: id, what: plainLine(what), status: news.is, why, owner: name === '' ? null : name, by },
  }
}

const SAID = { stuck: 'Stuck', done: 'Done', dropped: 'Dropped' } as const

function about({ id, title }: Session): Message['session'] {
  return { id, title: plainLine(title) }
}

/** `text` too, for receivers that speak as Mattermost does; the facts stay as they are. */
function json({ event, headline, says, facts, session, link }: Message): unknown {
  return {
    source: 'eighty',
    version: 1,
    event,
    text: defanged(`${headline}. ${says}${link === null ? '' : ` ${link}`}`),
    session,
    ...facts,
    link,
  }
}

/** Block Kit. All words are `plain_text`, which knows no mentions; `text` is what notifications show, and is escaped. */
function slack({ headline, says, session, link }: Message): unknown {
  const plain = (text: string, most: number) => ({ type: 'plain_text', text: clip(defanged(text), most), emoji: false })
  return {
    text: escapeSlack(defanged(`${session.title}: ${headline}`)),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(headline, HEADLINE) },
      { type: 'section', text: plain(says, SAYS) },
      { type: 'context', elements: [plain(session.title, HEADLINE)] },
      ...(link === null
        ? []
        : [{ type: 'actions', elements: [{ type: 'button', text: plain('See the board', HEADLINE), url: link }] }]),
    ],
  }
}

/** An Adaptive Card for a Teams workflow. Text runs are not read as Markdown; `{{` would be a date to them. */
function teams({ headline, says, session, link }: Message): unknown {
  const words = (text: string, look: Readonly<Record<string, unknown>>) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: clip(defanged(text).replaceAll('{{', '{ {'), SAYS), ...look }],
  })
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            words(headline, { weight: 'bolder', size: 'large' }),
            words(says, {}),
            words(session.title, { isSubtle: true }),
          ],
          ...(link === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: 'See the board', url: link }] }),
        },
      },
    ],
  }
}

/** `@here` and its like look the same and call nobody; so do `<!channel>` and `<@U123>`. */
function defanged(text: string): string {
  return text.replaceAll('@', '\uff20').replace(/<(?=[!@#])/g, '\u2039')
}

function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
