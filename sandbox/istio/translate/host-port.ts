/** `host`, in brackets when it is an IPv6 address. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** `host:port`, as authorities and names of targets write it. */
export function hostPort(host: string, port: number | string): string {
  return `${bracketed(host)}:${String(port)}`;
}
