import { InvalidFlowError, type Issue, issueOf, unknownName } from "./invalid-flow-error.js";
import { nearest } from "./nearest.js";
import { show } from "./show.js";

/**
 * Refuses options that nobody would look at: a misspelt one would leave out what somebody counts on.
 *
 * @throws {InvalidFlowError} if they aren't an object, or have another name.
 */
export function checkOptions(given: unknown, names: readonly string[]): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const expected = `{ ${names.join(", ")} }`;
    throw new InvalidFlowError([issueOf("options", given, "is not an object", expected)]);
  }
  const others = Object.keys(given).filter((name) => !names.includes(name));
  if (others.length === 0) return;
  throw new InvalidFlowError(others.map((name) => unknownChoice(`options.${name}`, name, names)));
}

/** The issue of a name that is none of those that there are: the one that was meant, if that can be told. */
export function unknownChoice(
  path: string,
  given: unknown,
  names: readonly string[],
  meant = nearest(String(given), names),
): Issue {
  if (meant === undefined) return unknownName(path, given, names);
  const received = show(given);
  const message = `${received} is not known here: did you mean ${meant}?`;
  return { path, message, expected: meant, received };
}
