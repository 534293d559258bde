import type { Injection, Json } from './injection';
import { proxyEnvironment } from './proxy-environment';
import { resources } from './resources';
import { volumeMounts } from './volumes';

/** The sidecar: Envoy and its agent. */
export function proxyContainer(injection: Injection): Json {
  const { options } = injection;
  const level = (annotation: string, fallback: string): string =>
    injection.setting(`sidecar.istio.io/${annotation}`, fallback);
  return {
    name: 'istio-proxy',
    image: injection.image,
    ...(injection.isNative ? { restartPolicy: 'Always' } : {}),
    ports: [{ containerPort: 15_090, name: 'http-envoy-prom', protocol: 'TCP' }],
    args: [
      'proxy',
      'sidecar',
      '--domain',
      `$(POD_NAMESPACE).svc.${options.clusterDomain}`,
      `--proxyLogLevel=${level('logLevel', options.logLevel)}`,
      `--proxyComponentLogLevel=${level('componentLogLevel', options.componentLogLevel)}`,
      `--log_output_level=${level('agentLogLevel', options.agentLogLevel)}`,
    ],
    ...lifecycle(injection),
    env: proxyEnvironment(injection),
    ...(options.imagePullPolicy === '' ? {} : { imagePullPolicy: options.imagePullPolicy }),
    ...probes(injection),
    securityContext: securityContext(injection),
    resources: resources(injection),
    volumeMounts: volumeMounts(injection),
  };
}

/** A held application waits for the proxy; a native sidecar is told to drain when the pod ends. */
function lifecycle(injection: Injection): Json {
  if (injection.isNative) {
    const drain = ['pilot-agent', 'request', `--debug-port=${injection.statusPort}`, 'POST', 'drain'];
    return { lifecycle: { preStop: { exec: { command: drain } } } };
  }
  if (!injection.holdsApplication) return {};
  return { lifecycle: { postStart: { exec: { command: ['pilot-agent', 'wait'] } } } };
}

function probes(injection: Injection): Json {
  if (injection.statusPort === '0') return {};
  const { options } = injection;
  const httpGet = { path: '/healthz/ready', port: 15_021 };
  const number = (name: string, fallback: string): number =>
    Number(injection.setting(`readiness.status.sidecar.istio.io/${name}`, fallback));
  const delay = number('initialDelaySeconds', options.readinessInitialDelaySeconds);
  return {
    readinessProbe: {
      failureThreshold: number('failureThreshold', options.readinessFailureThreshold),
      httpGet,
      ...(delay === 0 ? {} : { initialDelaySeconds: delay }),
      periodSeconds: number('periodSeconds', options.readinessPeriodSeconds),
      timeoutSeconds: 3,
    },
    ...(options.startupFailureThreshold === undefined
      ? {}
      : {
          startupProbe: {
            failureThreshold: options.startupFailureThreshold,
            httpGet,
            periodSeconds: 1,
            timeoutSeconds: 3,
          },
        }),
  };
}

/** Transparent interception and low ports need rights that an ordinary sidecar does without. */
function securityContext(injection: Injection): Json {
  const tproxy = injection.interceptionMode === 'TPROXY';
  const lowPorts = injection.annotations['sidecar.istio.io/capNetBindService'] === 'true';
  const added = [...(tproxy ? ['NET_ADMIN'] : []), ...(lowPorts ? ['NET_BIND_SERVICE'] : [])];
  const isRoot = added.length > 0;
  return {
    allowPrivilegeEscalation: injection.options.privileged,
    capabilities: { ...(isRoot ? { add: added } : {}), drop: ['ALL'] },
    privileged: injection.options.privileged,
    readOnlyRootFilesystem: true,
    runAsGroup: 1337,
    runAsNonRoot: !isRoot,
    runAsUser: isRoot ? 0 : 1337,
  };
}
