import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { type AnyFlowBody, ownType } from "../model/flow-type.js";
import { fieldOf } from "../model/json.js";
import type { Rows } from "../model/row.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import { changeFlow } from "./change.js";
import { otherField } from "./create.js";
import { changeOf, differences } from "./differences.js";
import { type OptionNames, ownOptions } from "./options.js";
import { type Place, readFlow } from "./read.js";
import type { RequestErrorCode } from "./request-error.js";
import { isId } from "./same-flow.js";
import { type Settings, settingsOf } from "./settings.js";
import type { AnyFlow } from "./submittable.js";
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
  flow: AnyFlow,
  options: UpdateOptions,
): Promise<Updated<AnyStoredFlow>> {
  const [type, wanted] = [flow[ownType], flow.build()];
  const { settings, own } = checkingFor("change", () => {
    return { settings: settingsOf(client), own: ownOptions(options, optionNames) };
  });
  const { ifUnchangedSince } = own;
  if (ifUnchangedSince) checkIsFlow(ifUnchangedSince, place.id);
  const before = await readBefore(settings, place, wanted);
  const since = ifUnchangedSince && changeSince(type.rows, ifUnchangedSince, before);
  if (since) throw notSent(settings, "CHANGED_SINCE", since);
  const body = changeOf(type.rows, before, wanted);
  const sent = Object.keys(body);
  if (sent.length === 0) return { before, after: before, sent, hidden: [] };
  const wantedOfSent = Object.fromEntries(sent.map((name) => [name, fieldOf(wanted, name)]));
  const missing = (stored: AnyStoredFlow) => differences(type.rows, stored, wantedOfSent);
  const lost = (stored: AnyStoredFlow) => pathsOf(missing(stored), false);
  const after = await changeFlow(settings, place, { body, rows: type.rows, lost });
  return { before, after, sent, hidden: pathsOf(missing(after), true) };
}

function pathsOf(found: ReturnType<typeof differences>, hidden: boolean): readonly string[] {
  return found.filter(({ mayBeHidden }) => mayBeHidden === hidden).map(({ path }) => path);
}

async function readBefore(
  settings: Settings,
  place: Place,
  wanted: AnyFlowBody,
): Promise<AnyStoredFlow> {
  const read = await readFlow(settings, place);
  if (!("flow" in read)) {
    throw requestError({ ...read, outcome: "not-sent" }, { verb: "change", settings });
  }
  const other = otherField(read.flow, wanted);
  if (!other) return read.flow;
  const reason = `the stored flow is of another ${other}, and the ${other} of a flow can't be changed`;
  throw notSent(settings, "OTHER_FLOW", reason);
}

/** What somebody changed since the flow was read, as a sentence. */
function changeSince(rows: Rows, before: unknown, now: AnyStoredFlow): string | undefined {
  const changed = [...differences(rows, now, before), ...differences(rows, before, now)];
  const paths = new Set(changed.map(({ path }) => path));
  if (paths.size > 0) return `the flow was changed since then: ${[...paths].join(", ")}`;
  const [earlier, later] = [fieldOf(before, "updatedAt"), now.updatedAt];
  const isSame = !earlier || !later || earlier === later;
  return isSame ? undefined : `the flow was changed since then, at ${later}`;
}

function checkIsFlow(value: unknown, id: string): void {
  if (isId(fieldOf(value, "_id"), id)) return;
  const expected = `the stored flow with the id ${id}`;
  throw new InvalidFlowError([issueOf("ifUnchangedSince", value, "is not that flow", expected)]);
}

function notSent(settings: Settings, code: RequestErrorCode, reason: string) {
  const failed = { code, outcome: "not-sent", reason, attempts: 0 } as const;
  return requestError(failed, { verb: "change", settings });
}
