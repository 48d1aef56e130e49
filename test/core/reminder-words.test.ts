// The words that leave the house: what a mail and a webhook say, and that nothing in them can format, link or call anybody.
import { describe, expect, test } from 'vitest'
import { confirmWords, mailWords } from '../../server/core/reminder-words.ts'
import { newsOf, notesFor } from '../../server/core/reminders.ts'
import { bodyFor, messageOf, testMessage } from '../../server/core/webhook-words.ts'
import type { Session } from '../../shared/model.ts'
import { ended, onDay } from './given-board.ts'
import { tell } from './given-session.ts'

const HOSTILE = '<!channel> <@U1> @here <script>alert(1)</script> [x](http://evil.example) {{DATE(2026)}} & *bold*'
const LINKS = {
  phone: 'https://e.example/j',
  board: 'https://e.example/board#s=1&k=2',
  stop: 'https://e.example/r/stop',
  reply: (commitment: string, reply: string) => `https://e.example/r/${commitment}-${reply}`,
}

function session(what: string, fields: Partial<Session['commitments'][number]['pursuit']> = {}): Session {
  const before = ended(6)
  return {
    ...before,
    title: 'Saffron summit',
    commitments: before.commitments.map((one) =>
      one.id === 'c1' ? { ...one, what, owner: 'p1', by: '2026-03-20', pursuit: { ...one.pursuit, ...fields } } : one,
    ),
  }
}
const opened = (one: Session) =>
  tell(one, { name: 'system.checkin', data: { checkin: 'day30', state: 'open' } }, onDay('2026-04-01'))
const ANA = { id: 'p1', name: 'Ana' }
const notesOf = (one: Session, ...is: string[]) => notesFor(one, 'p1').filter((note) => is.includes(note.is))

describe('mails', () => {
  test('an invitation asks an owner how theirs stand, and everybody else only in', () => {
    const now = opened(session('Plant turmeric'))
    const mail = mailWords(now, ANA, notesOf(now, 'invitation'), LINKS)
    expect(mail.subject).toBe('Saffron summit: the check-in is open until Monday 6 April 2026')
    expect(mail.text).toMatchInlineSnapshot(`
      "Hello Ana,

      The check-in “30 days” of Saffron summit is open until Monday 6 April 2026. It takes a minute on the phone that you took part with, under seal as in the session.
        Open it on that phone: https://e.example/j

        “Plant turmeric”

      How does it stand?
        It is moving: https://e.example/r/c1-moving
        It is stuck: https://e.example/r/c1-stuck
        It is done: https://e.example/r/c1-done

      The board of Saffron summit
        See the board: https://e.example/board#s=1&k=2

      You asked on your phone to be reminded; nobody else in the session sees your address.
        No more reminders: https://e.example/r/stop
      "
    `)
    const other = mailWords(now, { id: 'p2', name: 'Ben' }, notesFor(now, 'p2'), LINKS)
    expect(other.text).not.toContain('turmeric')
  })

  test('one thing that is due is in the subject; several are told together; a day that is past takes the place of one to come', () => {
    const one = session('Plant turmeric')
    expect(mailWords(one, ANA, notesOf(one, 'soon'), LINKS).subject).toBe('Due on Friday 20 March 2026: Plant turmeric')
    expect(mailWords(one, ANA, notesOf(one, 'after'), LINKS).subject).toBe('How does it stand? Plant turmeric')
    const both = mailWords(one, ANA, notesOf(one, 'soon', 'after'), LINKS)
    expect(both.subject).toBe('Saffron summit: what is due now')
    expect(both.text).toContain('It was due on Friday 20 March 2026. How does it stand?')
    expect(both.text).not.toContain('It is due on')
  })

  test('where nobody knows the address of the server there are no links, and the words still stand', () => {
    const one = session('Plant turmeric')
    const mail = mailWords(one, ANA, notesOf(one, 'soon'), null)
    expect(mail.text).toContain('Plant turmeric')
    expect(mail.text + mail.html).not.toMatch(/https?:|<a /)
  })

  test('what people wrote is inert: no tags, no lines of its own in the subject', () => {
    const one = { ...session(`${HOSTILE}\r\nBcc: x@y.example`), title: `T ${HOSTILE}` }
    const mail = mailWords(one, { id: 'p1', name: '<b>Ana</b>' }, notesOf(one, 'soon'), LINKS)
    expect(mail.html).not.toMatch(/<script|<b>|<!channel/)
    expect(mail.html).toContain('&#60;script&#62;')
    expect(mail.subject).not.toMatch(/[\r\n]/)
    expect([...mail.subject].length).toBeLessThanOrEqual(120)
  })
})

describe('the question whether an address wants any', () => {
  const YES = 'https://e.example/r/yes'

  test('who asks, what would come and how often, one link, and a word for whoever did not ask', () => {
    const mail = confirmWords(session('Plant turmeric'), YES)
    expect(mail.subject).toBe('Do you want these reminders?')
    expect(mail.text).toMatchInlineSnapshot(`
      "Hello,

      Somebody who took part in “Saffron summit” gave this address for reminders. If that was you, say so:
        Yes, send me reminders: https://e.example/r/yes

      Then one mail comes when a check-in opens (3 are to come), and, for what you own, one two days before it or a step of it is due and one the day after. Every mail has a link that stops them.

      If it was not you, do nothing: no reminders come, and this address is deleted after 7 days.
      "
    `)
    expect(mail.html.match(/<a /g)).toHaveLength(1)
    // Nobody is named and nothing of the board is told to whom it may not belong.
    expect(mail.text + mail.html).not.toMatch(/turmeric|Person|board/)
  })

  test('of a title only words are left, and few: no address in it, no tag, no line of its own', () => {
    const titled = (title: string) => confirmWords({ ...session('x'), title }, YES)
    const hostile = titled(
      `Prize: http://evil.example/x www。evil．example evil@evil.example\r\nBcc: x@y.example ${HOSTILE}`,
    )
    const shown = (hostile.text + hostile.html).replaceAll(YES, '')
    expect(shown).not.toMatch(/evil[.。．]|www[.。．]|:\/\/|@|<script/)
    expect(hostile.text.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false)
    const [, quoted = ''] = /“(.*)”/.exec(titled('Längste Überschrift '.repeat(6)).text) ?? []
    expect([...quoted].length).toBeLessThanOrEqual(60)
    expect(titled('Führung & Team (Q3), Kevin’s – 日本語 ümläut').text).toContain(
      '“Führung & Team (Q3), Kevin’s – 日本語 ümläut”',
    )
    expect(titled('://').text).toContain('Somebody who took part in a session gave')
  })

  test('no telephone number either, in whatever digits; a year and a quarter stay', () => {
    const about = (title: string) => {
      const { text, html } = confirmWords({ ...session('x'), title }, YES)
      // Nor does a mail program look for one.
      expect(html).toContain('format-detection')
      return / in (.*) gave/.exec(text)?.[1]
    }
    for (const [title, shown] of [
      ['URGENT call IT 0800 123 4567 mailbox full', '“URGENT call IT mailbox full”'],
      ['Call +49 (0)170/1234567 now', '“Call now”'],
      ['IT0800 123 4567', '“IT”'],
      ['(0800) 12-34 help', '“help”'],
      ['0800x1234', 'a session'],
      ['0800 x 123', 'a session'],
      ['1-800-FLOWERS', '“FLOWERS”'],
      ['12345', 'a session'],
      ['１２３ ４５６７, ٠٨٠٠ ١٢٣, ९१२३४५६', 'a session'],
      ['⒈⒉⒊ 456', 'a session'],
      ['Offsite 2026', '“Offsite 2026”'],
      ['Q3 2026 (H2), top 20', '“Q3 2026 (H2), top 20”'],
    ])
      expect([title, about(title ?? '')]).toEqual([title, shown])
  })
})

describe('webhooks', () => {
  const stuck = (what: string, why: string) => {
    const one = session(what, { status: 'stuck', why })
    const [news] = newsOf(one).filter(({ is }) => is === 'stuck')
    if (news === undefined) throw new Error('no news')
    return messageOf(one, news, LINKS.board)
  }

  test('JSON for programs', () => {
    expect(bodyFor('json', stuck('Plant turmeric', 'no seeds'))).toMatchInlineSnapshot(`
      {
        "by": "2026-03-20",
        "commitment": "c1",
        "event": "commitment.stuck",
        "link": "https://e.example/board#s=1&k=2",
        "owner": "Person 1",
        "session": {
          "id": "session1",
          "title": "Saffron summit",
        },
        "source": "eighty",
        "status": "stuck",
        "text": "Stuck: Plant turmeric. Owner: Person 1. Why: no seeds https://e.example/board#s=1&k=2",
        "version": 1,
        "what": "Plant turmeric",
        "why": "no seeds",
      }
    `)
  })

  test('Slack: Block Kit, whose words are plain, and nobody is called', () => {
    const body = JSON.stringify(bodyFor('slack', stuck(HOSTILE, HOSTILE)))
    const { blocks, text } = JSON.parse(body) as { blocks: { type: string; text?: { type: string } }[]; text: string }
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'context', 'actions'])
    expect(blocks.flatMap((block) => block.text ?? []).every(({ type }) => type === 'plain_text')).toBe(true)
    expect(text).not.toMatch(/<|>/)
    expect(body).not.toMatch(/<!|<@|@here|mrkdwn/)
  })

  test('Teams: an Adaptive Card, whose text runs know no Markdown', () => {
    const body = JSON.stringify(bodyFor('teams', stuck(HOSTILE, HOSTILE)))
    const card = JSON.parse(body) as {
      attachments: { contentType: string; content: { type: string; body: { type: string }[]; actions: unknown[] } }[]
    }
    expect(card.attachments[0]?.contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(card.attachments[0]?.content.body.map(({ type }) => type)).toEqual(Array(3).fill('RichTextBlock'))
    expect(body).not.toMatch(/\{\{|@here|"TextBlock"/)
  })

  test('lengths that Slack takes, whatever was written', () => {
    const { blocks } = bodyFor('slack', stuck('é'.repeat(200), 'w'.repeat(140))) as {
      blocks: { type: string; text?: { text: string } }[]
    }
    expect(blocks.find(({ type }) => type === 'header')?.text?.text.length).toBeLessThanOrEqual(150)
  })

  test('every event, in words', () => {
    const one = opened(session('Plant turmeric', { status: 'done' }))
    const closed = tell(
      one,
      { name: 'system.checkin', data: { checkin: 'day30', state: 'closed' } },
      onDay('2026-04-07'),
    )
    const said = newsOf(closed).map((news) => messageOf(closed, news, null))
    expect([...said, testMessage(closed, null)].map(({ event, headline }) => [event, headline])).toEqual([
      ['checkin.opened', 'Check-in “30 days” is open'],
      ['checkin.closed', 'Check-in “30 days” is closed'],
      ['commitment.done', 'Done: Plant turmeric'],
      ['summary.due', 'The summary is due'],
      ['test', 'A test message'],
    ])
    for (const kind of ['json', 'slack', 'teams'] as const)
      expect(JSON.stringify(bodyFor(kind, testMessage(closed, null)))).not.toContain('http://e')
  })
})
