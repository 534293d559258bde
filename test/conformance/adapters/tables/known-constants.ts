import { isStruct, type Go } from './go-literal';

/** Constants of Istio that stand for a text which is not their name, as expressions and as names of fields. */
const known: Readonly<Record<string, string>> = {
  'label.SecurityTlsMode.Name': 'security.istio.io/tlsMode',
  'label.IoK8sNetworkingGatewayGatewayName.Name': 'gateway.networking.k8s.io/gateway-name',
  'annotation.ProxyConfig.Name': 'proxy.istio.io/config',
  'gvk.KubernetesGateway.Group': 'gateway.networking.k8s.io',
  'gvk.KubernetesGateway.Kind': 'Gateway',
  'gvk.Service.Group': '',
  'gvk.Service.Kind': 'Service',
  'model.IstioMutualTLSModeLabel': 'istio',
  'model.DisabledTLSModeLabel': 'disabled',
  'constants.UnspecifiedIP': '0.0.0.0',
  'constants.IstioSystemNamespace': 'istio-system',
};

/** Puts the texts in that Istio's constants stand for. */
export function withConstants(value: Go): Go {
  if (Array.isArray(value)) return value.map(withConstants);
  if (typeof value === 'string') return value.startsWith('$') ? (known[value.slice(1)] ?? value) : value;
  if (!isStruct(value)) return value;
  const written = value['$go'];
  if (typeof written === 'string') return known[written] ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [keyOf(name), withConstants(member)]),
  );
}

/** `{"$go": "label.SecurityTlsMode.Name"}` as a text, or the constant's name alone. */
function keyOf(name: string): string {
  const expression = /^\{"\$go":\s*"([\w.]+)"\}$/.exec(name)?.[1];
  return known[expression ?? name] ?? name;
}
