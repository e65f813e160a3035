import { enforcing } from "../check/guard.js";
import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { trueOrFalse } from "../check/plain-guards.js";
import { lacks } from "../check/sentences.js";
import { type AnyFlowBody, type FlowType, ownType } from "../model/flow-type.js";
import { addMethod, bodyOf, type Draft, type DraftClass, draftClass } from "./draft.js";
import { installAll } from "./install.js";

const holds = enforcing(trueOrFalse);

/** What is done with a body that has all that it needs. */
type Submit = (body: AnyFlowBody, ...given: readonly never[]) => Promise<unknown>;

/**
 * The class of the flows of a type: the methods that its rows give them, and those that every flow has.
 * Flows of two classes have nothing in common, so that one doesn't pass for another.
 */
export function flowClass(type: FlowType, submit: Submit): DraftClass {
  const Flow = draftClass();
  const write = installAll(Flow, type.rows);
  const bodyWith = (values: readonly unknown[]) => {
    const body = { type: type.type };
    write(body, values);
    return Object.freeze(body);
  };
  const body = (flow: Draft) => bodyOf(flow, Flow, bodyWith);
  const complete = (flow: Draft, method: string) => {
    const made: AnyFlowBody = body(flow);
    for (const name of type.required)
      if (!Object.hasOwn(made, name)) throw incomplete(type, name, method);
    return made;
  };
  const build = function (this: Draft) {
    return complete(this, "build");
  };
  const methods = {
    pipe(this: Draft, use: (flow: Draft) => unknown) {
      return use(this);
    },
    when(this: Draft, condition: unknown, refine: (flow: Draft) => unknown) {
      if (!holds(condition, "when")) return this;
      const refined = refine(this);
      if (refined instanceof Flow) return refined;
      const expected = "the function to return the flow that it was given";
      throw new InvalidFlowError([issueOf("when", refined, "is not a flow", expected)]);
    },
    build,
    toJSON: build,
    async submit(this: Draft, ...given: readonly never[]) {
      return submit(complete(this, "submit"), ...given);
    },
  };
  for (const [name, method] of Object.entries(methods)) addMethod(Flow, name, method);
  addMethod(Flow, ownType, type);
  // What `console.log` shows on Node: the body as far as it goes, which may lack its project.
  addMethod(Flow, Symbol.for("nodejs.util.inspect.custom"), function (this: Draft) {
    return body(this);
  });
  Object.freeze(Flow.prototype);
  return Flow;
}

function incomplete({ rows }: FlowType, name: string, method: string): InvalidFlowError {
  const row = rows[name];
  const expected = row && "guard" in row ? row.guard.expected : "a value";
  const message = lacks(name, method);
  return new InvalidFlowError([{ path: name, message, expected, received: "undefined" }]);
}
