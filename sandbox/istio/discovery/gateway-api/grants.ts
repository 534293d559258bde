import type { ReferenceGrantSpec } from '../api/index';
import type { Config } from '../config';
import { kindOf, kinds, type KindName } from './object-kinds';

/** Who may refer to whom across namespaces; a grant stands where the target is. */
export class Grants {
  readonly #allowed = new Set<string>();

  constructor(configs: readonly Config<ReferenceGrantSpec>[]) {
    for (const { namespace, spec } of configs) {
      for (const from of spec.from ?? []) {
        for (const to of spec.to ?? []) {
          const source = `${kindOf(from, '/')} ${from.namespace}`;
          this.#allowed.add(`${source} ${kindOf(to, '/')} ${namespace} ${to.name ?? ''}`);
        }
      }
    }
  }

  allows(
    from: { readonly kind: KindName; readonly namespace: string },
    to: { readonly kind: KindName; readonly namespace: string; readonly name: string },
  ): boolean {
    const pair = `${from.kind} ${from.namespace} ${to.kind} ${to.namespace}`;
    return this.#allowed.has(`${pair} ${to.name}`) || this.#allowed.has(`${pair} `);
  }

  /** Whether gateways, or listeners of their own kind, of a namespace may show what a Secret elsewhere holds. */
  allowsSecret(
    source: 'Gateway' | 'ListenerSet',
    from: string,
    { namespace, name }: { readonly namespace: string; readonly name: string },
  ): boolean {
    const kind = source === 'Gateway' ? kinds.gateway : kinds.listenerSet;
    return this.allows({ kind, namespace: from }, { kind: kinds.secret, namespace, name });
  }
}
