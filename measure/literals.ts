/** Scores have five digits of their own in front of those in the code; the first is 5 or more. */
const scores = 49_999;
const stride = 7_919;

/**
 * The same code with other literals: no id, URL or score stands in the code of two indexes, and the
 * attempts go through their range.
 */
export function withLiterals(code: string, index: number): string {
  const id = (Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  const score = 50_000 + ((index * stride) % scores);
  return code
    .replace(/"[\da-f]{8}([\da-f]{16}")/g, `"${id}$1`)
    .replace(/"https:\/\/[^"]+/g, `$&/${index}`)
    .replace(/\b0\.(\d+)/g, `0.${score}$1`)
    .replace(/(maxAttempts\W+)\d+/g, `$1${3 + (index % 8)}`);
}
