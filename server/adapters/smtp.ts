// E-mail by SMTP, one connection at a time; it reads no file and fetches no address for a message.
import { createTransport } from 'nodemailer'
import type { Mail } from '../ports.ts'

/** `url` as nodemailer reads it: smtp://person:password@mail.example.org:587, or smtps://. `from` is what mails come from. */
export type SmtpSettings = { readonly url: string; readonly from: string }

/** How long a mail server may take to answer (ms). */
const PATIENCE = 8_000

export function openMail(settings: SmtpSettings): Mail {
  const transport = transportFor(settings)
  return {
    send: async ({ id, to, subject, text, html, stop }) => {
      try {
        await transport.sendMail({
          from: settings.from,
          // As an object it is one address, whatever it looks like.
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domainOf(settings.from)}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(stop === null ? {} : { 'List-Unsubscribe': `<${stop}>` }),
            // RFC 8058: one click, for links that nobody can change on the way.
            ...(stop?.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
          },
        })
        return 'sent'
      } catch (problem) {
        return whyNot(problem)
      }
    },
    close: () => transport.close(),
  }
}

/** Whether the mail server is there and lets us in; the reason otherwise, without any secret. */
export async function checkMail(settings: SmtpSettings): Promise<string | null> {
  const transport = transportFor(settings)
  try {
    await transport.verify()
    return null
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? problem.code : ''
    return code === 'EAUTH'
      ? 'it does not take this name and password'
      : `it cannot be reached (${code || 'no reason'})`
  } finally {
    transport.close()
  }
}

function transportFor({ url }: SmtpSettings) {
  return createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** The mail server said no to this very address or mail, for good (5xx) or for now; anything else is about all of them. */
function whyNot(problem: unknown): 'refused' | 'later' | 'away' {
  const { command, responseCode } = problem as { readonly command?: unknown; readonly responseCode?: unknown }
  // 421: the server closes, whoever the mail is for.
  const isAboutThis = command === 'RCPT TO' || command === 'DATA'
  if (!isAboutThis || typeof responseCode !== 'number' || responseCode === 421) return 'away'
  return responseCode >= 500 ? 'refused' : 'later'
}

function domainOf(from: string): string {
  return /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'eighty.invalid'
}
