// Which functions may be said to echo a theme. "Sales says so" beside a total is arithmetic, so a cell is told only where the
// total and all cells together leave every function's count, and with it every single person's answer, open: also to somebody who
// knows how large each function is and what one person said.
//
// E1  A cell is told from three people of a function on. Two would do against outsiders; to one of the two, a cell that is not
//     told would say that nobody else did.
// E2  What is not told is never a zero: none, one or two of them said it, or telling it would say too much.
// E3  A combination of cells is told only where the total is two away from the least and from the most that it can come to
//     ("loose"): then every function's count has room.
// E4  The combinations that are not told all look like nothing. Where those together leave no room, for they are few, the loose
//     ones with the least room are not told either, and are their company.
// E5  What the total says of a function by itself (of 24 people 20 said it, so 4 of these 8 did) is told always: it is known.
//
// Whoever calls this has made sure that functions are of five people or more, and so is everybody else together (tellableFunctions).

/** A function's people who took part, and those who said it. */
export type Group = { readonly of: number; readonly people: number }

/** So many people of a function, at least. */
export const CELL_FROM = 3
/** No map is wider: the combinations of cells are looked through one by one. */
export const FUNCTIONS_MOST = 8
/** So far from being forced. */
const ROOM = 2

/** Of each group: may it be told? `people` of `phones` said it, those in no group included. RangeError for too many groups. */
export function toldCells(groups: readonly Group[], people: number, phones: number): boolean[] {
  if (groups.length > FUNCTIONS_MOST) throw new RangeError(`more than ${FUNCTIONS_MOST} functions`)
  const theme = { sizes: groups.map(({ of }) => of), people, phones }
  const said = groups.map((group) => group.people >= CELL_FROM)
  const own = said.reduce((bits, on, at) => bits + (on ? 2 ** at : 0), 0)
  const isTold = own !== 0 && slackOf(rangesOf(theme, own), people) > untoldUpTo(theme)
  return isTold ? said : theme.sizes.map((of) => people - (phones - of) >= CELL_FROM)
}

type Theme = { readonly sizes: readonly number[]; readonly people: number; readonly phones: number }
type Range = { readonly from: number; readonly to: number }

/** What each group's count can be in a combination (bit by bit) of cells; the last one is everybody else's. */
function rangesOf({ sizes, phones }: Theme, combination: number): Range[] {
  const groups = sizes.map((of, at) =>
    (combination >> at) & 1 ? { from: CELL_FROM, to: of } : { from: 0, to: CELL_FROM - 1 },
  )
  return [...groups, { from: 0, to: phones - sum(sizes) }]
}

/** How far the total is from the least and from the most that these come to; below 0: it cannot be. */
function slackOf(ranges: readonly Range[], people: number): number {
  return Math.min(people - sum(ranges.map(({ from }) => from)), sum(ranges.map(({ to }) => to)) - people)
}

/** Combinations with this slack or less are not told (E3, E4). */
function untoldUpTo(theme: Theme): number {
  const untold: Range[][] = []
  let least = Number.POSITIVE_INFINITY
  for (let combination = 0; combination < 2 ** theme.sizes.length; combination++) {
    const ranges = rangesOf(theme, combination)
    const slack = slackOf(ranges, theme.people)
    const isLoose = slack >= ROOM
    // "None of them" is never told, and where it is loose it is company enough.
    if (combination === 0 && isLoose) return ROOM - 1
    if (isLoose) least = Math.min(least, slack)
    else if (slack >= 0) untold.push(ranges)
  }
  return untold.length === 0 || leavesRoom(theme, untold) ? ROOM - 1 : least
}

/** Has every group, to whoever knows one answer out of any group, more than one count left, if one of these combinations it is? */
function leavesRoom({ sizes, people, phones }: Theme, combinations: readonly (readonly Range[])[]): boolean {
  return [...sizes, phones - sum(sizes)].every((size, group) => {
    if (size === 0) return true
    return [true, false].every((own) => {
      const known = combinations
        .map((ranges) => ranges.map((range, at) => (at === group ? withAnswer(range, size, own) : range)))
        .filter((ranges) => ranges.every(({ from, to }) => from <= to) && slackOf(ranges, people) >= 0)
      return known.length === 0 || spans(known, people).every(({ from, to }, at) => from < to || isNobody(known, at))
    })
  })
}

const withAnswer = ({ from, to }: Range, size: number, own: boolean): Range =>
  own ? { from: Math.max(1, from), to } : { from, to: Math.min(size - 1, to) }

/** The group of everybody else may have nobody in it. */
const isNobody = (combinations: readonly (readonly Range[])[], at: number) =>
  combinations.every((ranges) => ranges[at]?.to === 0)

/** From the least to the most that each group can have said, over all of these combinations, with this total. */
function spans(combinations: readonly (readonly Range[])[], people: number): Range[] {
  const each = combinations.map((all) => {
    const [from, to] = [sum(all.map((one) => one.from)), sum(all.map((one) => one.to))]
    return all.map((one) => ({
      from: Math.max(one.from, people - (to - one.to)),
      to: Math.min(one.to, people - (from - one.from)),
    }))
  })
  return (each[0] ?? []).map((_, at) => ({
    from: Math.min(...each.map((all) => all[at]?.from ?? 0)),
    to: Math.max(...each.map((all) => all[at]?.to ?? 0)),
  }))
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
