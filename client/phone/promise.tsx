// The promise about anonymity: what is true in this release, and what stays possible, in plain words.

/** Stands above the first card, always. */
export function PromiseLine() {
  return (
    <p>
      <strong>Others in the room don’t see who wrote; this server still could.</strong>
    </p>
  )
}

export function PromiseHow() {
  return (
    <p>
      Your cards stay on your phone until the round ends. Then every phone sends the same number of equal packets, and
      the cards arrive shuffled, without name, time or order.
    </p>
  )
}

export function WhatRemains() {
  return (
    <ul>
      <li>Somebody may recognise how you write.</li>
      <li>Somebody may watch you type.</li>
      <li>In a small room few people are left to suspect.</li>
      <li>If everybody answers the same, the result says how you answered.</li>
      <li>Whoever runs this server could change it to record who sends what.</li>
      <li>On an http address somebody who controls the wifi could read along or change the page itself.</li>
    </ul>
  )
}
