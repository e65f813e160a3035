import type { ValueOf } from "../model/body.js";
import type { GroupRow, RecordRow, Rows, SectionRow } from "../model/row.js";

/** `"error"`: the documentation says that it's needed; `"hint"`: it may be what you want. */
export type Severity = "error" | "warning" | "hint";

/** Something in a flow that Verifik may take, and that somebody will regret. */
export interface Finding<Code extends string = string> {
  /** The rule that found it; stays the same from version to version. */
  readonly code: Code;
  readonly severity: Severity;
  /** Where it is, in the builder's own words: `document.minScore`, `whiteList[3].email`. */
  readonly paths: readonly string[];
  /** What will happen, then the cure. */
  readonly message: string;
  /** Where that is known from: a page of Verifik's documentation, or an app of Verifik's own. */
  readonly source: string;
}

/** Whether a rule found something; or the places inside its first field where it did: `"[3].email"`. */
type Found = boolean | readonly string[];

/** What a flow can be judged by besides its bounds. */
export interface Rule<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  /** The fields that a finding is about, as the builder's user meets them. */
  readonly fields: readonly string[];
  /** Other fields that it depends on. */
  readonly beside?: readonly string[];
  /** Is given what all those fields hold: allowed values, `undefined` for what the flow doesn't mention. */
  readonly find: (...values: never) => Found;
  /** `{0}` stands for what the first field holds. */
  readonly message: string;
  readonly source: string;
  /** The codes of more general rules, which would say the same again. */
  readonly covers?: readonly string[];
  /** Whether it holds for a request alone: a stored flow comes back without its list of people. */
  readonly onlyRequests?: boolean;
}

/** Every row of a table with its path; those inside records have none. */
type Located<Table extends Rows, Within extends string> = string extends keyof Table
  ? never
  : {
      [Name in keyof Table & string]: Table[Name] extends GroupRow<infer Inner>
        ? Located<Inner, Within>
        :
            | { readonly path: `${Within}${Name}`; readonly row: Table[Name] }
            | (Table[Name] extends SectionRow<infer Inner> | RecordRow<infer Inner>
                ? Located<Inner, `${Within}${Name}.`>
                : never);
    }[keyof Table & string];

/** What the fields of a table hold, by their paths. */
export type FieldsOf<Table extends Rows> = {
  readonly [Each in Located<Table, ""> as Each["path"]]: ValueOf<Each["row"]> | undefined;
};

type ValuesAt<Fields, Paths extends readonly (keyof Fields)[]> = {
  readonly [Index in keyof Paths]: Fields[Paths[Index]];
};

/** Makes rules about these fields: the compiler knows their paths, and what each holds. */
export type RuleMaker<Fields> = <
  const Code extends string,
  const About extends readonly (keyof Fields & string)[],
  const Beside extends readonly (keyof Fields & string)[] = readonly [],
>(
  rule: Omit<Rule<Code>, "fields" | "beside" | "find"> & {
    readonly fields: About;
    readonly beside?: Beside;
    readonly find: (...values: [...ValuesAt<Fields, About>, ...ValuesAt<Fields, Beside>]) => Found;
  },
) => Rule<Code>;

/** A rule as it was written, for who has made its {@link RuleMaker}. */
/* @__NO_SIDE_EFFECTS__ */
export function frozenRule<Code extends string>(rule: Rule<Code>): Rule<Code> {
  return Object.freeze(rule);
}
