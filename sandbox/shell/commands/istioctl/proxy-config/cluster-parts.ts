/** What the name of a cluster says. */
export interface ClusterParts {
  readonly direction: string;
  readonly port: number;
  readonly subset: string;
  readonly host: string;
}

/** `outbound|80|v1|reviews.default.svc.cluster.local`; other names stand for themselves. */
export function clusterParts(name: string): ClusterParts {
  const [direction = '', port = '', subset = '', ...host] = name.split('|');
  return host.length === 0
    ? { direction: '', port: 0, subset: '', host: name }
    : { direction, port: Number(port), subset, host: host.join('|') };
}
