/** This machine, a Unix socket, or a name without a dot, which only a private network (a compose file's) resolves. */
export const isLocal = (hostname: string) =>
  hostname === "127.0.0.1" || hostname === "[::1]" || !/[.:]/.test(hostname) || hostname.startsWith("%2F");
