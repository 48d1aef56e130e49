// The first page offers every template, and shows the agenda of the one that is chosen before anything is created.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { CreateForm } from '../../client/home/create-form.tsx'
import { TEMPLATES } from '../../shared/templates/all.ts'
import { minutesOf } from '../../shared/templates/template.ts'
import { page, show, tap } from '../support/console-page.tsx'

test('each template can be chosen, the first one is, and its agenda stands beside it', async () => {
  show(<CreateForm onBack={() => undefined} onCreated={() => undefined} />)
  const choices = [...page().querySelectorAll<HTMLInputElement>('input[type="radio"]')]
  expect(choices.map(({ value, checked }) => [value, checked])).toEqual(TEMPLATES.map(({ id }, at) => [id, at === 0]))
  for (const { id, title, summary, agenda } of TEMPLATES) {
    await tap(choices.find(({ value }) => value === id))
    expect(page().textContent).toContain(title)
    expect(page().textContent).toContain(summary)
    const steps = [...page().querySelectorAll('ol li strong')].map((step) => step.textContent)
    expect(steps).toEqual(agenda.map((step) => step.title))
    const minutes = minutesOf({ agenda })
    const hours = minutes >= 60 ? `${Math.floor(minutes / 60)} h ` : ''
    expect(page().textContent).toContain(`The agenda, ${hours}${minutes % 60} min`)
  }
})
