import { optionNames } from "./options.js";

/** Options that ky, `fetch` and JSON read, from wherever an object inherits them. */
const alsoRead = `body cache context credentials dispatcher duplex headers hooks integrity json keepalive
  method mode onDownloadProgress onUploadProgress parseJson prefix prefixUrl priority redirect referrer
  referrerPolicy retry searchParams stringifyJson throwHttpErrors toJSON totalTimeout window`;

/**
 * The first option that every object here would inherit: somebody polluted `Object.prototype`, and a
 * request could go anywhere, with the token.
 */
export function pollutedOption(): string | undefined {
  const inherited = [...Object.keys(optionNames), ...alsoRead.split(/\s+/)];
  return inherited.find((name) => name in Object.prototype);
}
