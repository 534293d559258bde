/** The workload identity istiod's CA certifies: `spiffe://cluster.local/ns/default/sa/default`. */
export function spiffeId(trustDomain: string, namespace: string, serviceAccount: string): string {
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}
