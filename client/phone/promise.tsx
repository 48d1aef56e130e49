// The promise about anonymity, in short form above the first card, and what stays possible.
import { onHttp, PROMISE_EXCEPT, PROMISE_SHORT, REMAINS, REMAINS_ON_HTTP } from '../ui/anonymity/words.ts'
import styles from './shell.module.css'

/** Stands above the first card, always. */
export function PromiseLine() {
  return (
    <p className={styles.promise}>
      <strong>{PROMISE_SHORT}</strong> {PROMISE_EXCEPT}
      {onHttp(location) && ` ${REMAINS_ON_HTTP}`}
    </p>
  )
}

export function PromiseHow() {
  return (
    <p>
      Your cards stay on your phone until the round ends. Then every phone sends the same number of equal, sealed
      packets, and the cards arrive shuffled, without name, time or order.
    </p>
  )
}

export function WhatRemains() {
  return (
    <ul>
      {REMAINS.map((one) => (
        <li key={one}>{one}</li>
      ))}
      <li>{REMAINS_ON_HTTP}</li>
    </ul>
  )
}
