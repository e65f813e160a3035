/** Whether this is a web page: anyone who opens it can read the token. */
export function isBrowser(): boolean {
  const { window, document } = globalThis as { window?: unknown; document?: unknown };
  return typeof window === "object" && typeof document === "object";
}
