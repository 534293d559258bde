import { experimentalGatewayKinds, gatewayApiKinds } from './istio/kinds/gateway-api/index';
import { istioKinds } from './istio/kinds/index';
import type { KindDeclaration, Schema } from './kube/index';

/** What a page about a kind tells; plain data. */
export interface DeclaredKind {
  readonly group: string;
  /** Every served version, the preferred one first. */
  readonly versions: readonly string[];
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Headings of `kubectl get` after NAME; AGE comes last unless it stands among them. */
  readonly columns: readonly string[];
  /** The object's fields beside apiVersion, kind and metadata. */
  readonly schema: Schema;
}

/** The kinds that Istio and Gateway API add to a cluster. */
export function declaredKinds(): readonly DeclaredKind[] {
  return [...istioKinds, ...gatewayApiKinds, ...experimentalGatewayKinds].map(
    ({ group, versions, kind, plural, shortNames, namespaced, columns, schema }: KindDeclaration) => ({
      group,
      versions,
      kind,
      plural,
      shortNames,
      namespaced,
      columns: columns.filter(({ priority = 0 }) => priority === 0).map(({ name }) => name),
      schema,
    }),
  );
}
