import { cureFor } from "../check/nearest.js";
import { listed } from "../check/sentences.js";
import { show } from "../check/show.js";

/** What a value that can't be used meets. */
export function refusal(name: string, value: unknown, expected: string): TypeError {
  return new TypeError(`${name} is ${show(value)}: expected ${expected}`);
}

export function checkInteger(name: string, value: unknown, min: number, max: number): void {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return;
  throw refusal(name, value, `an integer from ${min} to ${max}`);
}

export function checkWord(name: string, value: unknown, words: readonly string[]): void {
  if (!words.includes(value as string)) throw refusal(name, value, listed(words));
}

/**
 * A copy of the options, without those that are `undefined`. Throws if one isn't known: a fault that is
 * misspelt would never happen, and the test would pass.
 */
export function known<Options extends object>(
  given: Options,
  names: readonly (keyof Options & string)[],
  of: string,
): Options {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refusal(`the argument of ${of}`, given, "an object");
  }
  const fields = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name] of fields) {
    if (!(names as readonly string[]).includes(name)) throw unknown(name, names, of);
  }
  return Object.fromEntries(fields) as Options;
}

function unknown(name: string, names: readonly string[], of: string): TypeError {
  return new TypeError(`${show(name)} isn't an option of ${of}: ${cureFor(name, names)}`);
}
