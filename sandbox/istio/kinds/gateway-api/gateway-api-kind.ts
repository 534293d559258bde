import { defineKind, type Column, type KindDeclaration, type Schema } from '../../../kube/index';

/** The release of Gateway API whose definitions these are, and its channel. */
const BUNDLE = 'v1.6.0';
const CHANNEL = 'experimental';

/** What tells one kind of Gateway API from another. */
interface GatewayApiKind {
  /** Default `gateway.networking.k8s.io`. */
  readonly group?: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortName?: string;
  /** The first is the preferred one. */
  readonly versions: readonly string[];
  readonly clusterWide?: boolean;
  readonly spec: Schema;
  readonly status?: Schema;
  readonly columns?: readonly Column[];
}

/** Declares a kind of gateway.networking.k8s.io. https://gateway-api.sigs.k8s.io/reference/spec/ */
export function gatewayApiKind(kind: GatewayApiKind): KindDeclaration {
  return defineKind({
    group: kind.group ?? 'gateway.networking.k8s.io',
    versions: kind.versions,
    kind: kind.kind,
    plural: kind.plural,
    singular: kind.kind.toLowerCase(),
    shortNames: kind.shortName === undefined ? [] : [kind.shortName],
    categories: ['gateway-api'],
    namespaced: kind.clusterWide !== true,
    custom: true,
    annotations: {
      'gateway.networking.k8s.io/bundle-version': BUNDLE,
      'gateway.networking.k8s.io/channel': CHANNEL,
    },
    schema: {
      type: 'object',
      required: ['spec'],
      properties: { spec: kind.spec, ...(kind.status ? { status: kind.status } : {}) },
    },
    columns: kind.columns ?? [],
  });
}
