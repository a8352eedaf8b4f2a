import { allowedAddress, type Trust } from './address-guard.ts'
import type { EmailSettings } from './channel.ts'
import type { Outcome } from './webhook.ts'

const timeoutMilliseconds = 10_000

export type Email = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly idempotencyKey: string
}

/** The message id is the delivery's, so a mailbox that gets the second attempt too can tell it is the same letter. */
export async function sendEmail(
  settings: EmailSettings,
  password: string | null,
  email: Email,
  trust: Trust,
): Promise<Outcome> {
  // Loaded with the first letter: most towns send text messages.
  const [{ createTransport }, { address }] = await Promise.all([
    import('nodemailer'),
    allowedAddress(settings.host, trust),
  ])
  const transport = createTransport({
    host: address,
    port: settings.port,
    secure: settings.secure,
    // A password never travels in clear text, except inside the machine.
    requireTLS: settings.username !== undefined && !settings.secure && !trust.loopback,
    ignoreTLS: trust.loopback && !settings.secure,
    tls: { servername: settings.host },
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    ...(settings.username === undefined ? {} : { auth: { user: settings.username, pass: password ?? '' } }),
  })
  try {
    await transport.sendMail({
      from: settings.from,
      to: { name: '', address: email.to },
      subject: email.subject,
      text: email.text,
      messageId: `<${email.idempotencyKey}@${domainOf(settings.from)}>`,
      headers: { 'Idempotency-Key': email.idempotencyKey, 'Auto-Submitted': 'auto-generated' },
    })
    return { sent: true }
  } catch (error) {
    return { sent: false, error: error instanceof Error ? error.message : String(error) }
  } finally {
    transport.close()
  }
}

function domainOf(from: string): string {
  return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'onegrid'
}
