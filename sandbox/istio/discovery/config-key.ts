/**
 * What changes are told by, and what proxies depend on. A service is a ServiceEntry whatever registry declared it, by its
 * host name; Endpoints are what stands behind it (pilot/pkg/model ConfigKey).
 */
export interface ConfigKey {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** `VirtualService/default/reviews`. */
export function configKeyText({ kind, namespace, name }: ConfigKey): string {
  return `${kind}/${namespace}/${name}`;
}
