// The promise about anonymity, word for word, wherever it is made: it says what is true, and no more.

/** The whole of it. */
export const PROMISE =
  'Nobody in the room, nobody listening on the wifi, and nobody who later gets the database, the logs or the exports can tell who wrote a card or cast a ballot.'
export const PROMISE_EXCEPT = 'Whoever runs this server could, if they modified it.'

/** Above the first card, and on the wall. */
export const PROMISE_SHORT = 'Nobody in the room, on the wifi or with a copy of the database can tell who wrote a card.'

/** ANONYMITY 4.2. */
export const REMAINS = [
  'Somebody may recognise how you write.',
  'Somebody may watch you type.',
  'In a small room few people are left to suspect.',
  'If everybody answers the same, the result says how you answered.',
  'Whoever runs this server could change it to record addresses.',
] as const
export const REMAINS_ON_HTTP = 'On an http address somebody who controls the network could change the page itself.'

/** Whether this very page came in a way that could have been changed. */
export function onHttp(place: Pick<Location, 'protocol'>): boolean {
  return place.protocol === 'http:'
}
