import { optionNames } from "./options.js";

/** Options that ky, `fetch` and JSON read, from wherever an object inherits them. */
const alsoRead =
  /* @__PURE__ */ `body cache context credentials dispatcher duplex headers hooks integrity json keepalive
  method mode onDownloadProgress onUploadProgress parseJson prefix prefixUrl priority redirect referrer
  referrerPolicy retry searchParams stringifyJson throwHttpErrors toJSON totalTimeout window`.split(
    /\s+/,
  );

/**
 * The first option that every object here would inherit: somebody polluted `Object.prototype`, and a
 * request could go anywhere, with the token.
 */
export function pollutedOption(): string | undefined {
  const isInherited = (name: string) => name in Object.prototype;
  return Object.keys(optionNames).find(isInherited) ?? alsoRead.find(isInherited);
}
