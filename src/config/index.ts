import type { LoginFlow } from "../flows/login/flow.js";
import type { Flow } from "../flows/onboarding/flow.js";
import type { AnyFlowBody } from "../model/flow-type.js";

/** One place where flows are kept: an account, or a server of your own. */
export interface Environment {
  /** Where the API is, without `/v2`. Default: `https://api.verifik.co`. */
  readonly baseUrl?: string;
  /** The environment variable that holds the bearer token. The token itself has no place in a file. */
  readonly token: { readonly env: string };
  /** How many requests leave in a minute, 1 to 10,000. Default: 50, as Verifik documents for flows. */
  readonly requestsPerMinute?: number;
  /**
   * How long the server may still be at work on a request that was cut off, in milliseconds: a flow that an apply
   * was killed over, and that isn't listed, is created again only after that time. 1 to 3,600,000. Default: 60,000.
   */
  readonly settlingTime?: number;
}

/** What a flow that depends on the environment is told. */
export interface ForEnvironment<Name extends string = string> {
  readonly name: Name;
}

/** A flow, or the JSON of one, which is read by `parseFlow`. */
export type ConfiguredFlow = Flow | LoginFlow | AnyFlowBody;

/** What `verifik.config.ts` exports. */
export interface Config<Name extends string = string> {
  /** By name: `staging`, `production`. The command asks for one if there are several. */
  readonly environments: Readonly<Record<Name, Environment>>;
  /** By name, which stays the flow's name in `verifik.lock.json`. */
  readonly flows: Readonly<
    Record<string, ConfiguredFlow | ((environment: ForEnvironment<Name>) => ConfiguredFlow)>
  >;
}

/**
 * What `verifik.config.ts` exports, checked by the compiler.
 *
 * ```ts
 * export default defineConfig({
 *   environments: {
 *     staging: { token: { env: "VERIFIK_STAGING_TOKEN" } },
 *     production: { token: { env: "VERIFIK_TOKEN" } },
 *   },
 *   flows: { colombia: flow().project("507f1f77bcf86cd799439013").status("active") },
 * });
 * ```
 */
export function defineConfig<const Name extends string>(config: Config<Name>): Config<Name> {
  return config;
}
