import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";

/** A text, because a set that is made of it would stay in the bundles of those who don't print. */
const reserved = ` arguments await break case catch class const continue debugger default delete do else enum
eval export extends false finally for function if implements import in instanceof interface let new null package
private protected public return static super switch this throw true try typeof undefined var void while with
yield `;

export function isIdentifier(name: unknown): name is string {
  return (
    typeof name === "string" &&
    /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) &&
    !reserved.split(/\s/).includes(name)
  );
}

/** @throws {InvalidFlowError} if the name can't be that of a constant beside what is imported. */
export function constantName(name: unknown, imported: string): string {
  const expected = "the name of a constant";
  if (!isIdentifier(name)) {
    throw new InvalidFlowError([issueOf("name", name, "is not an identifier", expected)]);
  }
  if (name !== imported) return name;
  throw new InvalidFlowError([issueOf("name", name, "is the name of what is imported", expected)]);
}
