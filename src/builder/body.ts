import type { Fields, Group, ValueField } from "../fields/field.js";
import type { bodyFields, requiredFields } from "../table/fields.js";

type WireName<Name, Row> = Row extends { readonly wire: infer Wire extends string } ? Wire : Name;

type ValueOf<Row> =
  Row extends Group<infer Rows>
    ? BodyOf<Rows>
    : Row extends ValueField<string, infer Value>
      ? Value
      : never;

/** The part of a body that stands for the fields, every one of them optional. */
export type BodyOf<Rows extends Fields> = {
  readonly [Name in keyof Rows as WireName<Name, Rows[Name]>]?: ValueOf<Rows[Name]>;
};

/** The body of a request to create a flow, deeply frozen. */
export interface FlowBody
  extends Omit<BodyOf<typeof bodyFields>, keyof typeof requiredFields>,
    Required<BodyOf<typeof requiredFields>> {
  readonly type: "onboarding";
}
