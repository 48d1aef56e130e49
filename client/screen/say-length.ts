// How large a sentence may be set on a wall, by how long it is.

export function sayLength(text: string): 's' | 'm' | 'l' | 'xl' {
  if (text.length <= 70) return 's'
  if (text.length <= 150) return 'm'
  return text.length <= 320 ? 'l' : 'xl'
}
