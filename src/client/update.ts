import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { type AnyFlowBody, ownType } from "../model/flow-type.js";
import { fieldOf } from "../model/json.js";
import { otherShapeOf } from "../model/other-shapes.js";
import type { Rows } from "../model/row.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { changeFlow } from "./change.js";
import { otherField } from "./create.js";
import { changeOf, type Difference, differences } from "./differences.js";
import { type OptionNames, ownOptions } from "./options.js";
import { type Place, readFlow } from "./read.js";
import type { RequestError, RequestErrorCode } from "./request-error.js";
import { isId } from "./same-flow.js";
import { type Settings, settingsOf } from "./settings.js";
import type { AnySubmittable } from "./submittable.js";
import { checkingFor, requestError } from "./verbs.js";

export interface UpdateOptions {
  /**
   * The flow as you read it before: if somebody changed it since, it's left as it is, and the update fails with the
   * code `"CHANGED_SINCE"`. The API has no condition for a change, so one of the last moment isn't seen.
   */
  readonly ifUnchangedSince?: AnyStoredFlow;
}

const optionNames: OptionNames<UpdateOptions> = { ifUnchangedSince: false };

/** What an update did. */
export interface Updated<Stored> {
  /** The flow as it was stored before. */
  readonly before: Stored;
  /** The flow as it's stored now. */
  readonly after: Stored;
  /** The top-level fields of the body that were sent; none if there was nothing to change. */
  readonly sent: readonly string[];
  /**
   * The fields that were sent and that the server doesn't show, under the builder's names: a white list that it
   * keeps apart from the flow, say. Whether they are stored can't be told.
   */
  readonly hidden: readonly string[];
}

/** Makes a stored flow hold everything that the flow says. Rejects with a `RequestError`. */
export async function updateFlow(
  client: object,
  place: Place,
  flow: AnySubmittable,
  options: UpdateOptions,
): Promise<Updated<AnyStoredFlow>> {
  const [type, wanted] = [flow[ownType], flow.build()];
  const { settings, own } = checkingFor("change", () => {
    return { settings: settingsOf(client), own: ownOptions(options, optionNames) };
  });
  const isConditional = "ifUnchangedSince" in own;
  if (isConditional) checkIsFlow(own.ifUnchangedSince, place.id);
  const before = await readBefore(settings, place, wanted);
  if (isConditional) checkUnchanged(settings, type.rows, own.ifUnchangedSince, before);
  const body = changeOf(type.rows, before, wanted);
  const sent = Object.keys(body);
  if (sent.length === 0) return { before, after: before, sent, hidden: [] };
  const wantedOfSent = Object.fromEntries(sent.map((name) => [name, fieldOf(wanted, name)]));
  const missing = (stored: AnyStoredFlow) => differences(type.rows, stored, wantedOfSent);
  const lost = (stored: AnyStoredFlow, mayHide: boolean) => [
    ...pathsOf(missing(stored), false),
    ...(mayHide ? [] : pathsOf(missing(stored), true)),
  ];
  // Sent again, it could write over what somebody changed in between.
  const once = { ...settings, retries: 0, retryRateLimited: false };
  const after = await changeFlow(isConditional ? once : settings, place, {
    body,
    rows: type.rows,
    lost,
  });
  return { before, after, sent, hidden: pathsOf(missing(after), true) };
}

function pathsOf(found: readonly Difference[], hidden: boolean): readonly string[] {
  return found.filter(({ mayBeHidden }) => mayBeHidden === hidden).map(({ path }) => path);
}

/** The flow as it's stored. Throws if it can't become what is wanted. */
async function readBefore(
  settings: Settings,
  place: Place,
  wanted: AnyFlowBody,
): Promise<AnyStoredFlow> {
  const read = await readFlow(settings, place);
  if (!("flow" in read)) {
    throw requestError({ ...read, outcome: "not-sent" }, { verb: "change", settings });
  }
  const reason = unlike(read.flow, wanted);
  if (reason) throw notSent(settings, "OTHER_FLOW", reason);
  return read.flow;
}

/** Why the stored flow can't become what is wanted; `undefined` if it can. */
export function unlike(stored: AnyStoredFlow, wanted: AnyFlowBody): string | undefined {
  return otherIdentity(stored, wanted) ?? otherSchema(stored);
}

function otherIdentity(stored: AnyStoredFlow, wanted: AnyFlowBody): string | undefined {
  const other = otherField(stored, wanted);
  return other && `the stored flow is of another ${other}, and a flow can't change its ${other}`;
}

function otherSchema(stored: AnyStoredFlow): string | undefined {
  const other = otherShapeOf(stored);
  return other && `what is stored ${other.problem}`;
}

/** Throws if somebody changed the flow since it was read. */
function checkUnchanged(settings: Settings, rows: Rows, then: unknown, now: AnyStoredFlow): void {
  const changed = [...differences(rows, now, then), ...differences(rows, then, now)];
  const [before, after] = [fieldOf(then, "updatedAt"), now.updatedAt];
  const paths = new Set(changed.map(({ path }) => path));
  if (before && after && before !== after) paths.add("updatedAt");
  if (paths.size === 0) return;
  const reason = `the flow was changed since then: ${[...paths].join(", ")}`;
  throw notSent(settings, "CHANGED_SINCE", reason);
}

function checkIsFlow(value: unknown, id: string): void {
  if (isId(fieldOf(value, "_id"), id)) return;
  const expected = `the stored flow with the id ${id}`;
  throw new InvalidFlowError([issueOf("ifUnchangedSince", value, "is not that flow", expected)]);
}

function notSent(settings: Settings, code: RequestErrorCode, reason: string): RequestError {
  const failed = { code, outcome: "not-sent", reason, attempts: 0 } as const;
  return requestError(failed, { verb: "change", settings });
}
