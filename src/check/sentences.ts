/**
 * The sentences that a refused value meets. Each stands here once, for the compiler as a type and
 * for the run time as a function of that type, so that the two can't drift apart.
 */
export type Refusal<
  Shown extends string,
  Problem extends string,
  Expected extends string,
> = `${Shown} ${Problem}: expected ${Expected}`;

export function refusal<Shown extends string, Problem extends string, Expected extends string>(
  shown: Shown,
  problem: Problem,
  expected: Expected,
): Refusal<Shown, Problem, Expected> {
  return `${shown} ${problem}: expected ${expected}`;
}

export type Lacks<
  Missing extends string,
  Method extends string,
> = `this flow has no ${Missing} yet: call .${Missing}(id) before .${Method}()`;

export function lacks<Missing extends string, Method extends string>(
  missing: Missing,
  method: Method,
): Lacks<Missing, Method> {
  return `this flow has no ${missing} yet: call .${missing}(id) before .${method}()`;
}

/** What is said of a record without a field that every record has, and of a flow. */
export type NeedsField<
  Name extends string,
  What extends string = "record",
> = `a ${What} needs its ${Name}`;

/** {@link NeedsField} at run time. */
export function needsField<What extends string, Name extends string>(
  what: What,
  name: Name,
): NeedsField<Name, What> {
  return `a ${what} needs its ${name}`;
}

/** What is said of a name that is none of those that are known; the run time lists them. */
export type Unknown<Name extends string> = `'${Name}' is not known here`;

/** Only the compiler says this: at run time every value meets its guard. */
export type NeedsGuard<
  Base extends string,
  Cure extends string,
> = `a ${Base} that is not a literal needs its guard: write ${Cure}`;

/** A text where a number belongs, likewise: an environment's variable, say. */
export type NeedsNumber<Cure extends string> = Cure extends `${infer Before}(value)${infer After}`
  ? `a string is not a number: write ${Before}(Number(value))${After}`
  : never;

/** The words as a sentence lists them: `'draft', 'active' or 'paused'`. */
export type Listed<Words extends readonly string[]> = Words extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? `'${First}'${Rest extends readonly [] ? "" : Rest extends readonly [string] ? " or " : ", "}${Listed<Rest>}`
  : "";

/** {@link Listed} at run time. */
export function listed<const Words extends readonly string[]>(words: Words): Listed<Words> {
  const quoted = words.map((word) => `'${word}'`).join(", ");
  return quoted.replace(/, (?=[^,]*$)/, " or ") as Listed<Words>;
}
