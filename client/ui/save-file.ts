// Hands a file to the browser to be saved, on any page, also on plain http.

/** How long the browser may take to read it (ms). */
const KEPT = 60_000

export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), KEPT)
}
