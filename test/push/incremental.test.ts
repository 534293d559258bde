import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProxyConfig } from '../../sandbox/envoy/config/index';
import { createControlPlane, istioKinds, takeSnapshot, translate } from '../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type ApiServer,
  type KubeObject,
} from '../../sandbox/kube/index';
import { Kernel, RandomSource } from '../../sandbox/sim/index';
import { base, edit, type Edit } from '../translate/support/edits';
import { ingress, sidecar } from '../translate/support/mesh';

const NODES = [sidecar(), sidecar({ namespace: 'other' }), ingress()];

test('whatever is edited, every proxy ends up with what it would be given afresh', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const { api, kernel, held } = startIstiod();
      for (const step of edits) {
        make(api, step);
        kernel.runUntil(kernel.nowUs + 1_000_000);
        const snapshot = takeSnapshot({ list: (kind) => listed(api, kind) });
        for (const node of NODES) expect(held.get(node.id)).toEqual(translate(snapshot, node));
      }
    }),
    { numRuns: 60 },
  );
});

/** istiod over a mesh, with proxies that keep what they get. */
function startIstiod(): { api: ApiServer; kernel: Kernel; held: Map<string, ProxyConfig> } {
  const kernel = new Kernel();
  const api = createApiServer({
    kinds: createKindRegistry([...kubeKinds, ...istioKinds]),
    now: () => 1_795_255_200_000,
    random: new RandomSource(1),
    mutators: [],
  });
  for (const object of base) api.record(object);
  const held = new Map<string, ProxyConfig>();
  const plane = createControlPlane({
    api,
    kernel,
    now: () => kernel.nowMs,
    deliver: (proxy, config) => held.set(proxy, config),
  });
  for (const { id, type, namespace, labels, ip, serviceAccount } of NODES) {
    const role = type === 'router' ? 'gateway' : 'sidecar';
    plane.connect({ id, role, namespace, labels, ip, serviceAccount });
  }
  kernel.runUntil(1_000_000);
  return { api, kernel, held };
}

/** What is stored was never judged: every proxy has to cope with everything. */
function make(api: ApiServer, step: Edit): void {
  if ('put' in step) {
    api.record(step.put);
    return;
  }
  const [kind, name] = step.drop;
  for (const { metadata } of listed(api, kind))
    if (metadata.name === name) api.forget({ kind, name, namespace: metadata.namespace ?? '' });
}

function listed(api: ApiServer, kind: string): KubeObject[] {
  return api.kinds.all
    .filter((declared) => declared.kind === kind)
    .flatMap((declared) => [...api.list(api.kinds.keyOf(declared))]);
}
