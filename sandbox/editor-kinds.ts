import { experimentalGatewayKinds, gatewayApiKinds } from './istio/kinds/gateway-api/index';
import { istioKinds } from './istio/kinds/index';
import { apiVersionOf, kubeKinds, type KindDeclaration, type Schema } from './kube/index';

/** What an editor needs to know about a kind of the cluster; plain data. */
export interface EditorKind {
  /** `networking.istio.io/v1`, every served version, the preferred one first. */
  readonly apiVersions: readonly string[];
  readonly kind: string;
  /** The object's fields beside apiVersion, kind and metadata. */
  readonly schema: Schema;
}

/** Every kind that a manifest may name, for completion and hover. */
export function editorKinds(): readonly EditorKind[] {
  return [...istioKinds, ...gatewayApiKinds, ...experimentalGatewayKinds, ...kubeKinds].map(
    (kind: KindDeclaration) => ({
      apiVersions: kind.versions.map((version) => apiVersionOf(kind, version)),
      kind: kind.kind,
      schema: kind.schema,
    }),
  );
}
