import { CompareScore, InvalidFlowError, type Outcome, SubmitError } from "verifik-flow";
import { describe, expect, test } from "vitest";

describe("a SubmitError", () => {
  test.each<[Outcome, string]>([
    ["not-sent", "nothing was sent"],
    ["rejected", "the flow was not created"],
    ["unknown", "the flow may exist"],
    ["applied", "the flow exists"],
  ])("of outcome %s says that %s", (outcome, aftermath) => {
    const error = new SubmitError("it failed", { code: "TIMEOUT", outcome, attempts: 1 });
    expect(error.message).toBe(
      `TIMEOUT: it failed; ${aftermath} (verifik-flow/docs/errors.md#TIMEOUT)`,
    );
    expect(String(error)).toBe(`SubmitError: ${error.message}`);
    expect(error.issues).toEqual([]);
  });

  test.each<[Outcome, number]>([
    ["not-sent", 0],
    ["rejected", 0],
    ["unknown", 1],
    ["applied", 1],
  ])("of outcome %s looks for the flow %i times", async (outcome, times) => {
    const asked: Outcome[] = [];
    const failure = { code: "TIMEOUT", outcome, attempts: 1 } as const;
    const error = new SubmitError("it failed", failure, async (known) => {
      asked.push(known);
      return [{ _id: "1" }];
    });
    expect(await error.reconcile()).toHaveLength(times);
    expect(asked).toEqual(Array(times).fill(outcome));
  });
});

test("a SubmitError has no field for what isn't known", () => {
  const error = new SubmitError("no", {
    code: "TIMEOUT",
    outcome: "unknown",
    attempts: 1,
    status: undefined,
  });
  expect(Object.keys(error).sort()).toEqual(["attempts", "code", "issues", "name", "outcome"]);
  const known = { status: 429, serverCode: "E1", requestId: "r-1", retryAfterMs: 0 };
  const other = new SubmitError("no", {
    code: "RATE_LIMITED",
    outcome: "rejected",
    attempts: 1,
    ...known,
  });
  expect(other).toMatchObject(known);
});

test("a SubmitError that can't look rejects with what it knows", async () => {
  const failure = { code: "INVALID_TOKEN", outcome: "unknown", attempts: 0 } as const;
  const error = new SubmitError("it failed", failure);
  await expect(error.reconcile()).rejects.toBe(error);
  const rejected = new SubmitError("it failed", { ...failure, outcome: "rejected" });
  expect(await rejected.reconcile()).toEqual([]);
});

test("an InvalidFlowError has a line for each issue", () => {
  const issue = { path: "a", message: "no", expected: "yes", received: "'no'" };
  const error = new InvalidFlowError([issue, { ...issue, path: "b" }]);
  expect(error.message).toBe("no (at a)\nno (at b)");
});

test("a refused text is shown whole up to 60 characters", () => {
  const shown = (length: number) => () => CompareScore("x".repeat(length) as never);
  expect(shown(60)).toThrow(`'${"x".repeat(60)}' is not a number`);
  expect(shown(61)).toThrow(`'${"x".repeat(60)}…' is not a number`);
});
