import { parseBool } from '../../lib/go-bool';
import { parseYaml } from '../../lib/yaml/index';
import { prefixProblem } from '../validation/checks/ip';
import { quote } from '../../lib/quote';

const yamlPrefix = /^error converting YAML to JSON: /;

/** Why the value of an annotation is wrong. Semantics: istio pkg/kube/inject, AnnotationValidation. */
export function annotationValueProblem(name: string, value: string): string | undefined {
  return Object.hasOwn(checks, name) ? checks[name]?.(value) : undefined;
}

/** Everything that keeps the injector from reading the annotations of a pod, in its words. */
export function annotationProblems(annotations: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(annotations).flatMap(([name, value]) => {
    const problem = annotationValueProblem(name, value);
    return problem === undefined ? [] : [`invalid value '${value}' for annotation '${name}': ${problem}`];
  });
}

type Check = (value: string) => string | undefined;

const ports =
  (parameter: string): Check =>
  (value) => {
    if (value.trim() === '') return undefined;
    for (const port of value.trim().split(',')) {
      const problem = portProblem(port);
      if (problem === undefined) continue;
      return `${parameter} invalid: failed parsing port '${port}': ${problem}`;
    }
    return undefined;
  };

const blocks =
  (parameter: string): Check =>
  (value) => {
    for (const block of value === '' ? [] : value.split(',')) {
      const problem = prefixProblem(block);
      if (problem !== undefined) return `${parameter} invalid: failed parsing cidr '${block}': ${problem}`;
    }
    return undefined;
  };

const unlessAll =
  (check: Check): Check =>
  (value) =>
    value === '*' ? undefined : check(value);

const checks: Readonly<Record<string, Check>> = {
  'sidecar.istio.io/interceptionMode': (value) =>
    ['REDIRECT', 'TPROXY', 'NONE'].includes(value)
      ? undefined
      : `interceptionMode invalid, use REDIRECT,TPROXY,NONE: ${value}`,
  'status.sidecar.istio.io/port': (value) => {
    const problem = portProblem(value);
    return problem === undefined ? undefined : `excludeInboundPorts invalid: ${problem}`;
  },
  'readiness.status.sidecar.istio.io/initialDelaySeconds': naturalProblem,
  'readiness.status.sidecar.istio.io/periodSeconds': naturalProblem,
  'readiness.status.sidecar.istio.io/failureThreshold': naturalProblem,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': unlessAll(blocks('includeIPRanges')),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': blocks('excludeIPRanges'),
  'traffic.sidecar.istio.io/includeInboundPorts': unlessAll(ports('includeInboundPorts')),
  'traffic.sidecar.istio.io/excludeInboundPorts': ports('excludeInboundPorts'),
  'traffic.sidecar.istio.io/excludeOutboundPorts': ports('excludeOutboundPorts'),
  'traffic.sidecar.istio.io/excludeInterfaces': interfaceProblem,
  'traffic.sidecar.istio.io/kubevirtInterfaces': interfaceProblem,
  'istio.io/reroute-virtual-interfaces': interfaceProblem,
  'prometheus.istio.io/merge-metrics': (value) =>
    parseBool(value) === undefined ? `strconv.ParseBool: parsing ${quote(value)}: invalid syntax` : undefined,
  'proxy.istio.io/config': (value) => {
    const [error] = parseYaml(value, { file: '' }).errors;
    return error && `failed to convert to apply proxy config: ${error.message.replace(yamlPrefix, '')}`;
  },
  'sidecar.istio.io/proxyCPU': quantityProblem,
  'sidecar.istio.io/proxyMemory': quantityProblem,
  'sidecar.istio.io/proxyCPULimit': quantityProblem,
  'sidecar.istio.io/proxyMemoryLimit': quantityProblem,
};

function unsignedProblem(value: string, limit: number): string | undefined {
  const parsing = `strconv.ParseUint: parsing ${quote(value)}:`;
  if (!/^\d+$/.test(value)) return `${parsing} invalid syntax`;
  return Number(value) > limit ? `${parsing} value out of range` : undefined;
}

function naturalProblem(value: string): string | undefined {
  return unsignedProblem(value, 4_294_967_295);
}

function portProblem(value: string): string | undefined {
  const problem = unsignedProblem(value.trim(), 65_535);
  return problem === undefined ? undefined : `failed parsing port '${value}': ${problem}`;
}

function interfaceProblem(value: string): string | undefined {
  for (const name of value === '' ? [] : value.split(',').map((part) => part.trim())) {
    if (name === '') return 'empty interface name';
    if (name.length > 15) return `interface name ${quote(name)} too long (max 15 chars)`;
    if (!/^[a-zA-Z0-9._@-]+$/.test(name)) {
      return `interface name ${quote(name)} contains invalid characters`;
    }
  }
  return undefined;
}

/** A Kubernetes quantity: `100m`, `1.5Gi`, `2e3`. */
function quantityProblem(value: string): string | undefined {
  if (/\p{Cc}/u.test(value)) return 'value contains control characters';
  return /^[+-]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(value)
    ? undefined
    : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
}
