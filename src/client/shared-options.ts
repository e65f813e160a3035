import type { Pacer } from "../http/request.js";
import {
  clientMark,
  hold,
  type OptionNames,
  optionNames,
  ownOptions,
  type SubmitOptions,
} from "./options.js";
import { Pace } from "./pacing.js";
import { checkValues, integer } from "./settings.js";

/** How everything is sent that a client is asked for. */
export interface ClientOptions extends SubmitOptions {
  /**
   * How many requests leave in a minute, 1 to 10,000, whatever they are for; Verifik documents 50 for flows. The
   * others wait for their turn, which doesn't count in the `timeout`. All of them also wait as long as a `Retry-After`
   * says, up to an hour, and `retryRateLimited` is true unless you say otherwise. Default: no limit.
   */
  readonly requestsPerMinute?: number;
}

const clientOptionNames: OptionNames<ClientOptions> = { ...optionNames, requestsPerMinute: false };

export const fastest = 10_000;

/** Options that many requests share. Nobody can read the token back out of it. */
export class SharedOptions {
  /** Goes along when the client is spread, so that what has lost its token is refused. */
  declare readonly [clientMark]: true;
  /** Keeps editors from offering a client's methods as options, and a spread client from compiling. */
  declare protected readonly held: true;

  constructor(options: ClientOptions) {
    Object.assign(this, { [clientMark]: true }); // a field with such a name would be in every bundle
    const { requestsPerMinute, ...own } = ownOptions(options, clientOptionNames);
    checkValues(own);
    hold(
      this,
      requestsPerMinute === undefined ? own : { ...own, pacer: pacerOf(requestsPerMinute) },
    );
  }
}

function pacerOf(requestsPerMinute: number): Pacer {
  return new Pace(integer("requestsPerMinute", requestsPerMinute, 1, fastest));
}
