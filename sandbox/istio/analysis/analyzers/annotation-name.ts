/** Whether an annotation is one of Istio's (or the one Kubernetes annotation that Istio documents). */
export function isIstioAnnotation(name: string): boolean {
  if (name === 'kubernetes.io/ingress.class') return true;
  return (name.split('/')[0] ?? '').endsWith('istio.io');
}

/** Set by Istio itself: never reported. */
export const ownAnnotations: readonly string[] = [
  'sidecar.istio.io/status',
  'gateway.istio.io/controller-version',
  'istio.io/rev',
];

export const annotatedTypes = ['Namespace', 'Service', 'Pod', 'Deployment'] as const;
