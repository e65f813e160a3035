import type { AllowedId } from "../check/allowed.js";
import type { RuleOf } from "../check/brand.js";
import { setStatus } from "../client/change.js";
import { type Deletion, deleteFlow } from "../client/delete.js";
import { eachFlow } from "../client/list.js";
import { type OptionNames, ownOptions } from "../client/options.js";
import { getFlow, type Place } from "../client/read.js";
import { checking, settingsOf } from "../client/settings.js";
import { type ClientOptions, SharedOptions } from "../client/shared-options.js";
import { type SubmitAllOptions, submitAll } from "../client/submit-all.js";
import { assertFlow, type Submittable } from "../client/submittable.js";
import { type Updated, type UpdateOptions, updateFlow } from "../client/update.js";
import { checkingFor } from "../client/verbs.js";
import { typeNamed } from "../model/flow-type.js";
import type { AnyStoredFlow } from "../model/stored-flow.js";
import type { StoredLoginFlow } from "./login/flow.js";
import type { StoredFlow } from "./onboarding/flow.js";
import { FlowStatus, ObjectId } from "./shared/guards.js";
import { deletedFlows, projectFlows } from "./shared/rows.js";
import { type FlowTypeName, flowTypes } from "./types.js";

/** What the flows of each type are stored as. */
export interface StoredFlows extends Readonly<Record<FlowTypeName, AnyStoredFlow>> {
  readonly onboarding: StoredFlow;
  readonly login: StoredLoginFlow;
}

/** An id: a literal that is one, or what `ObjectId` branded. */
type Id<Value, Cure extends string> = AllowedId<Value, RuleOf<ObjectId>, Cure, ObjectId>;

/** Which flows {@link Client.list} gives: those that pass every filter. */
export interface ListFilter<Project = ObjectId, Type extends FlowTypeName = FlowTypeName> {
  readonly project?: Id<Project, "project: ObjectId(value)">;
  readonly type?: Type;
  readonly status?: FlowStatus;
}

const filterNames: OptionNames<ListFilter> = { project: false, type: false, status: false };

/** What can be asked of Verifik, with options that all of it shares. */
export class Client extends SharedOptions {
  /**
   * Sends many flows, of one type or of several, a few at a time, and settles when all have settled. The
   * results are in the order of the flows, as `Promise.allSettled` returns them.
   *
   * Rejects with a `SubmitError` if an option or the journal can't be used, and with an `InvalidFlowError` if
   * `flows` isn't an array.
   *
   * `await client.submitAll(flows, { concurrency: 8 })`
   * → `[{ "status": "fulfilled", "value": { "_id": "…" } }, { "status": "rejected", "reason": … }]`
   */
  submitAll<const Flows extends readonly Submittable<AnyStoredFlow>[]>(
    flows: Flows,
    options: SubmitAllOptions = {},
  ): Promise<readonly PromiseSettledResult<StoredAs<Flows[number]>>[]> {
    // Each flow's own submit says what it is stored as.
    return submitAll(flows, this, options) as Promise<
      readonly PromiseSettledResult<StoredAs<Flows[number]>>[]
    >;
  }

  /**
   * The stored flows that pass the filter, each once, from every page; a page is asked for when it's needed. The
   * server is asked to filter, and what it sends is filtered again. Only `_id` is checked of what comes.
   *
   * The iteration throws a {@link RequestError} if a page can't be read, and an {@link InvalidFlowError} for a
   * filter that can't be used.
   *
   * `for await (const stored of client.list({ type: "login", status: "active" })) console.log(stored._id);`
   *
   * @see https://docs.verifik.co/resources/project-flows/list-all-project-flows
   */
  async *list<const Project = ObjectId, const Type extends FlowTypeName = FlowTypeName>(
    filter: ListFilter<Project, Type> = {},
  ): AsyncGenerator<StoredFlows[Type], void, undefined> {
    const { own, settings } = checkingFor("read", () => {
      return {
        own: ownOptions<ListFilter>(filter as ListFilter, filterNames),
        settings: settingsOf(this),
      };
    });
    if ("project" in own) ObjectId(own.project, "project");
    if ("status" in own) FlowStatus(own.status, "status");
    if ("type" in own) typeNamed(own.type, flowTypes, "type");
    yield* eachFlow(settings, projectFlows, own) as AsyncGenerator<StoredFlows[Type]>;
  }

  /**
   * The stored flow with the id.
   *
   * Rejects with a {@link RequestError}, whose `code` is `"NOT_FOUND"` if there is none, and with an
   * {@link InvalidFlowError} for what isn't an id.
   *
   * `await client.get("507f1f77bcf86cd799439011")` → `{ "_id": "507f1f77bcf86cd799439011", … }`
   *
   * @see https://docs.verifik.co/resources/project-flows/retrieve-a-project-flow
   */
  async get<const Value = ObjectId>(
    id: Id<Value, ".get(ObjectId(value))">,
  ): Promise<StoredFlows[FlowTypeName]> {
    const place = placeOf(id);
    return getFlow(
      checkingFor("read", () => settingsOf(this)),
      place,
    );
  }

  /**
   * Makes the stored flow hold everything that the flow says. Reads it, sends the top-level fields that differ, each
   * whole, and reads it again. What the flow doesn't mention stays as it's stored, and if nothing differs, nothing
   * is sent.
   *
   * Rejects with a {@link RequestError} that says whether the flow was changed, and with an {@link InvalidFlowError}
   * for what isn't an id or a flow with a project.
   *
   * `await client.update("507f1f77bcf86cd799439011", onboarding)`
   * → `{ "before": { … }, "after": { … }, "sent": ["status"], "hidden": [] }`
   *
   * @see https://docs.verifik.co/resources/project-flows/update-a-project-flow
   */
  async update<Flow extends Submittable<AnyStoredFlow>, const Value = ObjectId>(
    id: Id<Value, ".update(ObjectId(value), flow)">,
    flow: Flow,
    options: UpdateOptions = {},
  ): Promise<Updated<StoredAs<Flow>>> {
    const place = placeOf(id);
    assertFlow(flow, "flow");
    // The flow's own submit says what it is stored as.
    return updateFlow(this, place, flow, options) as Promise<Updated<StoredAs<Flow>>>;
  }

  /**
   * Changes the status of a stored flow, and nothing else of it. Resolves with the flow as it's stored then. Verifik
   * says that a flow can be used when it and its project are active: this doesn't change the project.
   *
   * Rejects with a {@link RequestError} that says whether the flow was changed, and with an {@link InvalidFlowError}
   * for what isn't an id or a status.
   *
   * `await client.setStatus("507f1f77bcf86cd799439011", "paused")` → `{ "status": "paused", … }`
   *
   * @see https://docs.verifik.co/resources/project-flows/update-a-project-flow
   */
  async setStatus<const Value = ObjectId>(
    id: Id<Value, ".setStatus(ObjectId(value), status)">,
    status: FlowStatus,
  ): Promise<StoredFlows[FlowTypeName]> {
    const place = placeOf(id);
    const own = FlowStatus(status, "status");
    return setStatus(
      checkingFor("change", () => settingsOf(this)),
      place,
      own,
    );
  }

  /**
   * Deletes a stored flow for good, with its configuration and its webhook references; `"already-gone"` if there is
   * none. Verifik refuses it while people use the flow, with the code `"ACTIVE_USERS"`: pause it first.
   *
   * Rejects with a {@link RequestError} that says whether the flow was deleted, and with an {@link InvalidFlowError}
   * for what isn't an id.
   *
   * `await client.delete("507f1f77bcf86cd799439011")` → `"deleted"`
   *
   * @see https://docs.verifik.co/resources/project-flows/project-flows-delete
   */
  async delete<const Value = ObjectId>(
    id: Id<Value, ".delete(ObjectId(value))">,
  ): Promise<Deletion> {
    const place = placeOf(id);
    return deleteFlow(
      checkingFor("delete", () => settingsOf(this)),
      deletedFlows,
      place,
    );
  }
}

type StoredAs<Flow> = Flow extends Submittable<infer Stored> ? Stored : never;

/** Where the flow with the id is. Throws if it's none, before anything is sent. */
function placeOf(id: unknown): Place {
  return { path: projectFlows, id: ObjectId(id, "id") };
}

/**
 * Holds options for many requests. Throws a `SubmitError` if an option isn't known.
 *
 * ```ts
 * const client = createClient({ token, timeout: 10_000 });
 * await onboarding.submit(client);
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
  return checking(() => new Client(options));
}
