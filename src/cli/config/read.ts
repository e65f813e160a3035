import { cureFor } from "../../check/nearest.js";
import { show } from "../../check/show.js";
import { fastest } from "../../client/shared-options.js";
import { longestSettlingTime } from "../../client/submit-all.js";
import type { Config, Environment } from "../../config/index.js";
import { isJsonObject, type JsonObject } from "../../model/json.js";
import { CommandError } from "../command-error.js";

/** The configuration as the file exports it, if it has the shape of one. */
export function configIn(exported: unknown): Config {
  const config = objectAt(exported, "the default export");
  refuseOthers(config, ["environments", "flows", "$schema"], "the configuration");
  const environments = objectAt(config["environments"], "environments");
  if (Object.keys(environments).length === 0) throw wrong("environments has none: add one");
  for (const [name, given] of Object.entries(environments)) {
    checkName(name, "environments");
    checkEnvironment(objectAt(given, `environments.${name}`), `environments.${name}`);
  }
  const flows = objectAt(config["flows"], "flows");
  for (const [name, given] of Object.entries(flows)) {
    checkName(name, "flows");
    if (typeof given !== "function") objectAt(given, `flows.${name}`);
  }
  return { environments: environments as Readonly<Record<string, Environment>>, flows } as Config;
}

function checkEnvironment(given: JsonObject, path: string): void {
  refuseOthers(given, ["baseUrl", "token", ...Object.keys(integers)], path);
  for (const [name, most] of Object.entries(integers))
    checkInteger(given[name], most, `${path}.${name}`);
  const { baseUrl } = given;
  if (baseUrl !== undefined && !(typeof baseUrl === "string" && URL.canParse(baseUrl))) {
    throw wrong(`${path}.baseUrl isn't a URL`); // never quoted: it may hold a password
  }
  const token = given["token"];
  if (typeof token === "string") {
    throw wrong(
      `${path}.token is a text: a token has no place in a file, so write { env: "VERIFIK_TOKEN" }, the name of the variable that holds it`,
    );
  }
  const { env } = objectAt(token, `${path}.token`);
  if (typeof env !== "string" || !isVariable(env)) {
    throw wrong(`${path}.token.env is ${show(env)}: expected the name of an environment variable`);
  }
}

/** The integers of an environment, and the most that each may be. */
const integers = { requestsPerMinute: fastest, settlingTime: longestSettlingTime };

function checkInteger(given: unknown, most: number, path: string): void {
  if (
    given === undefined ||
    (Number.isInteger(given) && Number(given) > 0 && Number(given) <= most)
  )
    return;
  throw wrong(`${path} is ${show(given)}: expected an integer from 1 to ${most}`);
}

/** Whether it can be the name of an environment variable. */
export function isVariable(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

/** Names are typed on a command line: `--adopt co=<id>`. */
export function isName(text: string): boolean {
  return /^\w[\w.-]*$/.test(text) && !(text in {});
}

function checkName(name: string, path: string): void {
  if (isName(name)) return;
  throw wrong(
    `${path} has the name ${show(name)}: expected letters, digits, _, - and ., and no name that every object has`,
  );
}

function objectAt(given: unknown, path: string): JsonObject {
  if (isJsonObject(given)) return given;
  throw wrong(`${path} is ${show(given)}: expected an object`);
}

function refuseOthers(given: JsonObject, known: readonly string[], path: string): void {
  const [other] = Object.keys(given).filter((name) => !known.includes(name));
  if (other === undefined) return;
  const cure = cureFor(other, known, `expected ${known.join(", ")}`);
  throw wrong(`${show(other)} isn't known in ${path}: ${cure}`);
}

function wrong(reason: string): CommandError {
  return new CommandError("CONFIG_INVALID", reason);
}
