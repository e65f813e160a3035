/** The name that somebody meant who wrote another; `undefined` if none is near. */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  const within = [...names].map((name) => [name, slipsBetween(written, name)] as const);
  const [best] = within
    .filter(([name, slips]) => slips <= Math.floor(name.length / 3))
    .sort(([, one], [, other]) => one - other);
  return best?.[0];
}

/** What to say to somebody who wrote a name that isn't there; `otherwise` if no name is near. */
export function cureFor(
  written: string,
  names: readonly string[],
  otherwise = `expected one of ${names.join(", ")}`,
): string {
  const meant = nearest(written, names);
  return meant ? `did you mean ${meant}?` : otherwise;
}

/** How many letters were added, dropped or mistaken, whatever their case. */
function slipsBetween(written: string, name: string): number {
  if (Math.abs(written.length - name.length) > name.length / 3) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (const letter of written.toLowerCase()) {
    const [first = 0] = row;
    const next = [first + 1];
    for (const [index, other] of [...name.toLowerCase()].entries()) {
      const [before = 0, above = 0] = row.slice(index);
      next.push(Math.min(before + Number(letter !== other), above + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
