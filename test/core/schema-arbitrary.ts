// Random data that a schema accepts, made from the schema itself, so that a new command is fuzzed from its first day.
import fc from 'fast-check'

type Check = {
  _zod: {
    def: {
      check: string
      format?: string
      pattern?: RegExp
      maximum?: number
      minimum?: number
      value?: number
      inclusive?: boolean
    }
  }
}
type Node = {
  _zod: {
    def: {
      type: string
      checks?: Check[]
      shape?: Record<string, Node>
      element?: Node
      innerType?: Node
      options?: Node[]
      entries?: Record<string, string>
      values?: unknown[]
    }
  }
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** `id` is drawn wherever the schema wants an id. Throws for a type that it does not know, rather than leave it out. */
export function arbitraryOf(schema: unknown, id: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { def } = (schema as Node)._zod
  const inner = (node: Node | undefined) => arbitraryOf(node, id)
  const checks = (def.checks ?? []).map((check) => check._zod.def)
  const bound = (kind: 'minimum' | 'maximum', otherwise: number) =>
    checks.find((check) => check[kind] !== undefined)?.[kind] ?? otherwise
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape ?? {}).map(([name, node]) => [name, inner(node)])))
    case 'string': {
      const regex = checks.find((check) => check.pattern !== undefined)?.pattern
      const pattern = regex?.source
      const exactly = /^\^\[A-Za-z0-9_-\]\{(\d+)\}\$$/.exec(pattern ?? '')?.[1]
      if (exactly !== undefined)
        return fc.string({
          unit: fc.constantFrom(...BASE64URL),
          minLength: Number(exactly),
          maxLength: Number(exactly),
        })
      if (pattern?.includes('A-Za-z0-9_-')) return id.filter((one) => regex?.test(one) ?? true)
      if (pattern?.includes('\\d{4}')) return fc.constantFrom('2027-01-31', '2026-12-01')
      const most = Math.min(bound('maximum', 40), 3000)
      return fc
        .oneof(
          { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
          { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: most }) },
        )
        .map((text) => text.slice(0, most))
    }
    case 'number':
      // Whole numbers everywhere: a step's minutes and a seed refuse others.
      return fc.integer({ min: minimum(checks), max: maximum(checks) })
    case 'int':
      return fc.integer({ min: minimum(checks), max: maximum(checks) })
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case 'literal':
      return fc.constantFrom(...(def.values ?? []))
    case 'nullable':
      return fc.option(inner(def.innerType), { freq: 4 })
    case 'optional':
      return fc.option(inner(def.innerType), { freq: 4, nil: undefined })
    case 'array':
      return fc.array(inner(def.element), {
        minLength: bound('minimum', 0),
        maxLength: Math.max(bound('minimum', 0), Math.min(4, bound('maximum', 4))),
      })
    case 'union':
      return fc.oneof(...(def.options ?? []).map(inner))
    default:
      throw new Error(`no arbitrary for ${def.type}`)
  }
}

function minimum(checks: readonly Check['_zod']['def'][]): number {
  return checks.find((check) => check.check === 'greater_than')?.value ?? -3
}

function maximum(checks: readonly Check['_zod']['def'][]): number {
  const most = checks.find((check) => check.check === 'less_than')?.value ?? 9000
  return Math.max(most, minimum(checks))
}
