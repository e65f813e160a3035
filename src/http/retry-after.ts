/**
 * How long the server asks to wait, in milliseconds. A date is compared with the server's own clock, which
 * may be far from ours. `undefined` if it doesn't say, or says nonsense.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = httpDate(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (serverDate(headers) ?? Date.now()));
}

/** The server's clock, in milliseconds since 1970. A cache says how old its answer is. */
export function serverDate(headers: Headers): number | undefined {
  const date = httpDate(headers.get("date") ?? "");
  return date && date + (Number(headers.get("age")) || 0) * 1000;
}

function httpDate(text: string): number | undefined {
  const time = text.endsWith("GMT") ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
