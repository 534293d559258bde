import type { ProxyConfig } from '../../../../envoy/config/index';
import { credentialChain, rootCertificate, spiffeId, workloadCertificate } from '../../../../istio/index';
import { at, parseTimestamp, readPodSpec, string } from '../../../../kube/index';
import { isoSeconds } from '../../../../lib/calendar';
import { formatTable } from '../../../../lib/table';
import type { Call } from '../verb';
import { wideTable } from './configured-by';
import { proxyVerb } from './proxy-verb';

const TRUST_DOMAIN = 'cluster.local';
const OWN_SECRET = 'kubernetes://';

/** A certificate that a proxy holds. */
interface HeldSecret {
  readonly name: string;
  readonly type: 'Cert Chain' | 'CA';
  readonly serialNumber: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** The certificates a proxy holds: its own, the mesh's root, and the credentials its listeners show. */
export const secret = proxyVerb({
  name: 'secret',
  aliases: ['secrets', 's'],
  summary: 'Retrieves secret configuration for the Envoy in the specified pod',
  flags: [],
  table(config, call, proxy) {
    const nowMs = call.context.world.now();
    const rows = heldSecrets(config, call, proxy).map((held) => [
      held.name,
      held.type,
      'ACTIVE',
      String(held.notBeforeMs <= nowMs && nowMs <= held.notAfterMs),
      held.serialNumber,
      isoSeconds(held.notAfterMs),
      isoSeconds(held.notBeforeMs),
    ]);
    const header = [
      'RESOURCE NAME',
      'TYPE',
      'STATUS',
      'VALID CERT',
      'SERIAL NUMBER',
      'NOT AFTER',
      'NOT BEFORE',
    ];
    return formatTable([header, ...rows], wideTable);
  },
  // Workloads' certificates have no bytes here, so what is shown of them is what is known.
  dump: (config, call, proxy) => [
    {
      dynamicActiveSecrets: heldSecrets(config, call, proxy).map((held) => ({
        name: held.name,
        secret: {
          name: held.name,
          serialNumber: held.serialNumber,
          validFrom: isoSeconds(held.notBeforeMs),
          expirationTime: isoSeconds(held.notAfterMs),
        },
      })),
    },
  ],
});

function heldSecrets(config: ProxyConfig, call: Call, proxy: string): readonly HeldSecret[] {
  const { world } = call.context;
  const { api } = world;
  const dot = proxy.indexOf('.');
  const namespace = proxy.slice(dot + 1);
  const pod = api.get({ kind: 'Pod', namespace, name: proxy.slice(0, dot) });
  const installed = api.get({ kind: 'Namespace', namespace: '', name: 'istio-system' });
  if (pod === undefined) return [];
  const identity = spiffeId(TRUST_DOMAIN, namespace, readPodSpec(pod).serviceAccountName);
  const own = workloadCertificate(identity, parseTimestamp(string(at(pod.status, 'startTime'))), world.now());
  const root = rootCertificate(parseTimestamp(installed?.metadata.creationTimestamp ?? ''));
  return [
    { name: 'default', type: 'Cert Chain', ...own },
    { name: 'ROOTCA', type: 'CA', ...root },
    ...credentialNames(config).flatMap((name) => {
      const key = { kind: 'Secret', namespace, name: name.slice(OWN_SECRET.length) };
      const stored = api.get(key);
      const [leaf] = stored === undefined ? [] : credentialChain(stored);
      return leaf === undefined ? [] : [{ name, type: 'Cert Chain' as const, ...leaf }];
    }),
  ];
}

function credentialNames({ listeners }: ProxyConfig): readonly string[] {
  const names = listeners
    .flatMap(({ filterChains }) => filterChains)
    .flatMap(
      (chain) => chain.transportSocket?.typedConfig?.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? [],
    )
    .map(({ name }) => name);
  return [...new Set(names)].filter((name) => name.startsWith(OWN_SECRET)).sort();
}
