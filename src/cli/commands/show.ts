import { match } from "ts-pattern";
import { cureFor } from "../../check/nearest.js";
import { show as shown } from "../../check/show.js";
import { explainFlow, flowDiagram, printFlow } from "../../flows/print.js";
import type { FlowLike } from "../../model/flow-data.js";
import type { Command, CommonOptions, Context } from "../command.js";
import { CommandError } from "../command-error.js";
import { type Chosen, chooseEnvironment, clientOf } from "../environment.js";
import { idOf } from "../id.js";
import type { locales, showForms } from "../words.js";
import { flowsIn, openWorkspace, type Workspace } from "../workspace.js";

export interface ShowOptions extends CommonOptions {
  readonly flow: string;
  readonly as?: (typeof showForms)[number];
  readonly from?: "code" | "server";
  readonly locale?: (typeof locales)[number];
}

/** Shows one flow, from the code or as it is stored. */
export const show: Command<ShowOptions> = async (options, context) => {
  const workspace = await openWorkspace(context.folder, options.config);
  const environment = chooseEnvironment(workspace.config, options.env);
  const flow =
    options.from === "server"
      ? await storedFlow(workspace, environment, options.flow, context)
      : codeFlow(workspace, environment, options.flow);
  const { as = "words", locale = "en" } = options;
  const text = match(as)
    .with("words", () => explainFlow(flow, { locale }))
    .with("json", () => JSON.stringify(flow, null, 2))
    .with("diagram", () => flowDiagram(flow))
    .with("code", () => printFlow(flow))
    .exhaustive();
  context.output.say(text);
  const json = { format: "verifik-flow/show", formatVersion: "1.0", outcome: "shown", as, text };
  return { exitCode: 0, json };
};

function codeFlow({ config }: Workspace, environment: Chosen, name: string): FlowLike {
  const flows = flowsIn(config, environment);
  const flow = Object.hasOwn(flows, name) ? flows[name] : undefined;
  if (flow) return flow;
  const cure = cureFor(name, Object.keys(flows));
  throw new CommandError("USAGE", `${shown(name)} isn't a flow of the configuration: ${cure}`);
}

/** By the name that the lock has, or by its id. */
function storedFlow(
  { lock }: Workspace,
  environment: Chosen,
  name: string,
  { env }: Context,
): Promise<FlowLike> {
  return clientOf(environment, env).get(idOf(name, lock[environment.name] ?? {}));
}
