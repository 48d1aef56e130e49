// Posts one envelope to the anonymous door: no cookie, no referrer, no connection of the session's own (ANONYMITY R6).

/** False when it did not get through; what the server made of it nobody is told. */
export async function postEnvelope(
  url: string,
  envelope: Uint8Array<ArrayBuffer>,
  through: typeof fetch,
): Promise<boolean> {
  try {
    const answer = await through(url, {
      method: 'POST',
      body: envelope,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      keepalive: true,
    })
    return answer.ok
  } catch {
    return false
  }
}
