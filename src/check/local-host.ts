/** Whether a host name, as `URL` writes it, is this machine. */
export function isLocalHost(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
