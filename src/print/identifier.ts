import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";

const reserved: ReadonlySet<unknown> = /* @__PURE__ */ new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval
  export extends false finally for function if implements import in instanceof interface let new null
  package private protected public return static super switch this throw true try typeof undefined var
  void while with yield`.split(/\s+/),
);

export function isIdentifier(name: unknown): name is string {
  return (
    typeof name === "string" &&
    /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) &&
    !reserved.has(name)
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
