import type { AnyFlowBody, FlowType } from "../model/flow-type.js";
import { fieldOf, isJsonObject } from "../model/json.js";
import { isNested, type Row, type Rows } from "../model/row.js";
import { isBlank, referenceOf } from "../model/stored-value.js";

/** Whether the stored flow has every field that was sent, with its value. The server adds fields of its own. */
export function holdsFlow({ type, rows }: FlowType, stored: unknown, sent: AnyFlowBody): boolean {
  return fieldOf(stored, "type") === type && holdsFields(rows, stored, sent);
}

/** The distance of a stored flow that lost a field. A server adds fields of its own more readily. */
export const lostField = 1000;

/** How many fields a stored flow has more than were sent; {@link lostField} for each that it has lost. */
export function distance(rows: Rows, stored: unknown, sent: unknown): number {
  return Object.entries(rows).reduce((sum, [name, row]) => {
    const wire = row.wire ?? name;
    const [storedValue, sentValue] = [fieldOf(stored, wire), fieldOf(sent, wire)];
    if (isNested(row)) return sum + distance(row.rows, storedValue, sentValue);
    if (isBlank(storedValue) === isBlank(sentValue)) return sum;
    return sum + (isBlank(storedValue) ? lostField : 1);
  }, 0);
}

/** Whether it names what is stored under the id. */
export function isId(stored: unknown, id: unknown): boolean {
  return referenceOf(stored) === referenceOf(id);
}

function holdsFields(rows: Rows, stored: unknown, sent: unknown): boolean {
  if (!isJsonObject(stored)) return false;
  return Object.entries(rows).every(([name, row]) => {
    const wire = row.wire ?? name;
    const value = fieldOf(sent, wire);
    return value === undefined || holdsValue(row, fieldOf(stored, wire), value);
  });
}

/** Whether the field is stored as it was sent, as far as the server shows it. */
export function holdsValue(row: Row, stored: unknown, sent: unknown): boolean {
  switch (row.kind) {
    case "section":
    case "record":
    case "group":
      return holdsFields(row.rows, stored, sent);
    case "records":
      // Verifik can keep the people of a white list apart from the flow.
      return (
        isBlank(stored) ||
        holdsList(stored, sent, (one, other) => holdsFields(row.rows, one, other))
      );
    case "texts":
      return holdsList(stored, sent, Object.is);
    case "id":
      return isId(stored, sent);
    case "url":
      // Verifik's pages show `redirectUrl` come back as "", whatever was sent.
      return stored === sent || isBlank(stored);
    case "flag":
    case "word":
    case "text":
    case "decimal":
    case "integer":
      return stored === sent;
  }
}

function holdsList(
  stored: unknown,
  sent: unknown,
  holds: (stored: unknown, sent: unknown) => boolean,
): boolean {
  if (!Array.isArray(stored) || !Array.isArray(sent) || stored.length !== sent.length) return false;
  return sent.every((item, index) => holds(stored[index], item));
}
