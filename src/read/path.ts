/** The path of a field inside another: `document.maxAttempts`, or `document["a.b"]` for odd names. */
export function fieldPath(within: string, name: string): string {
  if (!/^[$\w-]+$/.test(name)) return `${within}[${JSON.stringify(name)}]`;
  return within === "" ? name : `${within}.${name}`;
}

/** `whiteList[3].email` as its names and indexes. */
export function segmentsOf(path: string): readonly (string | number)[] {
  const parts = path.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]|([^.[\]]+)/g);
  return Array.from(parts, ([, quoted, index, name]) => {
    if (quoted !== undefined) return String(JSON.parse(quoted));
    return index === undefined ? String(name) : Number(index);
  });
}
