/** What the name of a cluster says. */
export interface ClusterParts {
  readonly direction: string;
  readonly port: number;
  readonly subset: string;
  readonly host: string;
}

/** `outbound|80|v1|reviews.default.svc.cluster.local`, or its form as a server name; other names stand for themselves. */
export function clusterParts(name: string): ClusterParts {
  const isServerName = /^(outbound|inbound)_/.test(name);
  const [direction = '', port = '', subset = '', host] = name.split(isServerName ? '_' : '|');
  if (host === undefined) return { direction: '', port: 0, subset: '', host: name };
  const [bare, number, part] = [host, port, subset].map((text) => (isServerName ? trimDots(text) : text));
  return { direction, port: Number(number), subset: part ?? '', host: bare ?? '' };
}

function trimDots(text: string): string {
  return text.replace(/^\.+|\.+$/g, '');
}
