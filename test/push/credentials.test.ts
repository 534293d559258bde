import { describe, expect, it } from 'vitest';
import {
  createControlPlane,
  gatewayApiKinds,
  istioKinds,
  type ControlPlane,
} from '../../sandbox/istio/index';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  type ApiServer,
  type KubeObject,
} from '../../sandbox/kube/index';
import { encodeBytes } from '../../sandbox/lib/base64';
import { Kernel, RandomSource } from '../../sandbox/sim/index';
import { certificates, keys } from '../support/certificates';
import { manifest } from '../translate/support/mesh';

const PROXY = {
  id: 'gw.front',
  role: 'gateway',
  namespace: 'front',
  labels: { istio: 'front' },
  ip: '10.244.0.2',
  serviceAccount: 'gw',
} as const;

const GRANT = `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: certificates, namespace: vault}
spec:
  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: front}]
  to: [{group: '', kind: Secret}]`;

function gateway(namespace: string, credentialName: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: door, namespace: ${namespace}}
spec:
  selector: {istio: front}
  servers:
    - port: {number: 8443, name: https, protocol: HTTPS}
      hosts: ["*"]
      tls: {mode: SIMPLE, credentialName: "${credentialName}"}`;
}

const base64 = (text: string): string => encodeBytes(new TextEncoder().encode(text));
const secret = (namespace: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'cert', namespace },
  data: { 'tls.crt': base64(certificates.self), 'tls.key': base64(keys.self) },
});

/** A control plane with the gateway of namespace `front` connected, in a mesh of these manifests. */
function connected(...texts: readonly string[]): {
  readonly api: ApiServer;
  readonly plane: ControlPlane;
  /** How many certificates the gateway is handed for a name. */
  readonly handed: (sdsName: string) => number | undefined;
} {
  const kernel = new Kernel();
  const api: ApiServer = createApiServer({
    kinds: createKindRegistry([...kubeKinds, ...gatewayApiKinds, ...istioKinds]),
    now: () => 1_795_255_200_000 + kernel.nowMs,
    random: new RandomSource(1),
    mutators: [],
  });
  for (const namespace of ['front', 'vault']) {
    api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    api.create(secret(namespace));
  }
  for (const object of texts.flatMap((text) => manifest(text).objects)) api.create(object);
  const plane = createControlPlane({ api, kernel, now: () => kernel.nowMs, deliver: () => undefined });
  plane.connect(PROXY);
  kernel.runUntil(1000_000);
  return { api, plane, handed: (sdsName) => plane.credential(PROXY.id, sdsName)?.certificates.length };
}

describe('a credential of a gateway', () => {
  const OWN = 'kubernetes://cert';
  const OTHER = 'kubernetes://vault/cert';
  const GRANTED = 'kubernetes-gateway://vault/cert';
  it.each([
    ['of its own namespace', OWN, [gateway('front', 'cert')], 1],
    ['of its own namespace, named with it', 'kubernetes://front/cert', [gateway('front', 'front/cert')], 1],
    ['of another namespace', OTHER, [gateway('front', 'vault/cert')], 0],
    ['of another namespace that opens it', GRANTED, [gateway('front', GRANTED), GRANT], 1],
    ['of another namespace that does not', GRANTED, [gateway('front', GRANTED)], 0],
    ['that a Gateway of another namespace names', GRANTED, [gateway('vault', GRANTED), GRANT], 0],
    ['that no Gateway names', GRANTED, [GRANT], 0],
    ['that is no credential', 'default', [], undefined],
  ])('%s: %s', (_which, sdsName, manifests, count) => {
    expect(connected(...manifests).handed(sdsName)).toBe(count);
  });

  it('is kept when the Secret goes, but not by the next proxy of that name', () => {
    const { api, plane, handed } = connected(gateway('front', 'cert'));
    expect(handed(OWN)).toBe(1);
    api.delete({ kind: 'Secret', namespace: 'front', name: 'cert' });
    expect(handed(OWN)).toBe(1);
    plane.disconnect(PROXY.id);
    expect(handed(OWN)).toBeUndefined();
    plane.connect(PROXY);
    expect(handed(OWN)).toBe(0);
  });
});
