import { cureFor } from "../check/nearest.js";
import { show } from "../check/show.js";
import { defaultBaseUrl } from "../client/settings.js";
import type { Config, Environment } from "../config/index.js";
import { type Client, createClient } from "../flows/client.js";
import { fieldOf, parseJson } from "../model/json.js";
import { CommandError } from "./command-error.js";

/** An environment that was chosen, and its name. */
export interface Chosen extends Environment {
  readonly name: string;
}

/** The environment of the name, or the only one there is: with several, nobody hits production unasked. */
export function chooseEnvironment({ environments }: Config, name: string | undefined): Chosen {
  const names = Object.keys(environments);
  const [only, ...others] = names;
  const chosen = name ?? (others.length === 0 ? only : undefined);
  if (chosen === undefined) {
    throw new CommandError(
      "USAGE",
      `there are several environments: add --env ${names.join(" or --env ")}`,
    );
  }
  const environment = Object.hasOwn(environments, chosen) ? environments[chosen] : undefined;
  if (environment) return { ...environment, name: chosen };
  const cure = cureFor(chosen, names, `expected ${names.join(", ")}`);
  throw new CommandError(
    "USAGE",
    `${show(chosen)} isn't an environment of the configuration: ${cure}`,
  );
}

/** The host that an environment's requests go to, as people are shown it. */
export function hostOf({ baseUrl = defaultBaseUrl }: Environment): string {
  if (!URL.canParse(baseUrl)) return baseUrl;
  const { host, pathname } = new URL(baseUrl);
  return `${host}${pathname.replace(/\/+$/, "")}`;
}

/** So many requests in a minute does Verifik document for flows. */
const documentedPace = 50;

/** A client for the environment, with the token that its variable holds. Says before any request if it expired. */
export function clientOf(environment: Chosen, variables: NodeJS.ProcessEnv): Client {
  const { env } = environment.token;
  const token = variables[env];
  if (!token) {
    throw new CommandError(
      "TOKEN_MISSING",
      `${environment.name} needs its token in ${env}, which isn't set`,
    );
  }
  const expiry = expiryOf(token);
  if (expiry !== undefined && expiry <= Date.now()) {
    const at = new Date(expiry).toISOString();
    throw new CommandError("TOKEN_EXPIRED", `the token in ${env} expired at ${at}: renew it`);
  }
  const { baseUrl = defaultBaseUrl, requestsPerMinute = documentedPace } = environment;
  return createClient({ token, baseUrl, requestsPerMinute }); // explicit: the shell's VERIFIK_BASE_URL is no environment
}

/** When a JSON Web Token expires, in milliseconds since 1970; nothing of another kind of token. */
function expiryOf(token: string): number | undefined {
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  const expiry = fieldOf(parseJson(claims), "exp");
  return typeof expiry === "number" ? expiry * 1000 : undefined;
}
