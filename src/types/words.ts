/**
 * The sentences that a refused value meets. Each stands here once, for the compiler as a type and
 * for the run time as a function of that type, so that the two cannot drift apart.
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

export type NeedsProject<Method extends string> =
  `this flow has no project yet: call .project(id) before .${Method}()`;

export function needsProject<Method extends string>(method: Method): NeedsProject<Method> {
  return `this flow has no project yet: call .project(id) before .${method}()`;
}

/** Only the compiler says this: at run time every value meets its guard. */
export type NeedsGuard<
  Base extends string,
  Method extends string,
  Guard extends string,
> = `a ${Base} that is not a literal needs its guard: write .${Method}(${Guard}(value))`;
