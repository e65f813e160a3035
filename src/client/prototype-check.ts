/** Options that ky and `fetch` read, from wherever an object inherits them. */
const inherited =
  `baseUrl body cache context credentials dangerouslyAllowBrowser dispatcher duplex fetch
  headers hooks integrity json keepalive method mode onDownloadProgress onEvent onUploadProgress parseJson
  prefix prefixUrl priority redirect referrer referrerPolicy retries retry retryRateLimited searchParams
  signal stringifyJson
  throwHttpErrors timeout toJSON token totalTimeout window`.split(/\s+/);

/**
 * The first option that every object here would inherit: somebody polluted `Object.prototype`, and a
 * request could go anywhere, with the token.
 */
export function pollutedOption(): string | undefined {
  return inherited.find((name) => name in Object.prototype);
}
