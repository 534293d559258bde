import { compareText } from '../../lib/compare-text';
import { isRecord } from '../../kube/index';
import type { Injection, Json } from './injection';

/** What the sidecar mounts: sockets and certificates, its own state, facts about the pod, its token, the pod's wishes. */
export function volumes(injection: Injection): readonly Json[] {
  const override = injection.annotations['sidecar.istio.io/bootstrapOverride'];
  return [
    { name: 'workload-socket' },
    { name: 'credential-socket' },
    { name: 'workload-certs' },
    ...(override === undefined ? [] : [{ name: 'custom-bootstrap-volume', configMap: { name: override } }]),
    { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
    { name: 'istio-data', emptyDir: {} },
    {
      name: 'istio-podinfo',
      downwardAPI: {
        items: [
          { fieldRef: { fieldPath: 'metadata.labels' }, path: 'labels' },
          { fieldRef: { fieldPath: 'metadata.annotations' }, path: 'annotations' },
        ],
      },
    },
    {
      name: 'istio-token',
      projected: {
        sources: [
          { serviceAccountToken: { audience: 'istio-ca', expirationSeconds: 43_200, path: 'istio-token' } },
        ],
      },
    },
    { name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert' } },
    { name: 'istio-ca-crl', configMap: { name: 'istio-ca-crl', optional: true } },
    ...wished(injection, 'sidecar.istio.io/userVolume'),
  ];
}

export function volumeMounts(injection: Injection): readonly Json[] {
  const override = 'sidecar.istio.io/bootstrapOverride' in injection.annotations;
  return [
    { mountPath: '/var/run/secrets/workload-spiffe-uds', name: 'workload-socket' },
    { mountPath: '/var/run/secrets/credential-uds', name: 'credential-socket' },
    { mountPath: '/var/run/secrets/workload-spiffe-credentials', name: 'workload-certs' },
    { mountPath: '/var/run/secrets/istio', name: 'istiod-ca-cert' },
    { mountPath: '/var/run/secrets/istio/crl', name: 'istio-ca-crl' },
    { mountPath: '/var/lib/istio/data', name: 'istio-data' },
    ...(override ? [{ mountPath: '/etc/istio/custom-bootstrap', name: 'custom-bootstrap-volume' }] : []),
    { mountPath: '/etc/istio/proxy', name: 'istio-envoy' },
    { mountPath: '/var/run/secrets/tokens', name: 'istio-token' },
    { mountPath: '/etc/istio/pod', name: 'istio-podinfo' },
    ...wished(injection, 'sidecar.istio.io/userVolumeMount'),
  ];
}

/** An annotation that holds a JSON map from a volume's name to the rest of it. */
function wished({ annotations }: Injection, annotation: string): readonly Json[] {
  const value = parseJson(annotations[annotation]);
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .sort(([one], [other]) => compareText(one, other))
    .map(([name, rest]) => ({ name, ...(isRecord(rest) ? rest : {}) }));
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
