import { VirtualHostTable } from '../../../sandbox/envoy/match/virtual-host-table';
import {
  compareSpecificity,
  hostsForNamespace,
  hostsMatch,
  intersectHosts,
  isSubsetOf,
} from '../../../sandbox/istio/discovery/host';
import { resolveGatewayName, resolveShortName } from '../../../sandbox/istio/discovery/short-name';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import { compileRe2, isRe2 } from '../../../sandbox/lib/re2';
import { meshObjects, readObjects } from '../mesh-objects';
import { firstDifference } from './check';

interface HostSet {
  readonly matches: readonly {
    readonly a: string;
    readonly b: string;
    readonly matches: boolean;
    readonly a_subset_of_b: boolean;
  }[];
  readonly specificity_sort: readonly string[];
  readonly gateway_intersection: readonly {
    readonly server: readonly string[];
    readonly vs: readonly string[];
    readonly result: readonly string[];
  }[];
  readonly short_names: readonly {
    readonly host: string;
    readonly config_namespace: string;
    readonly resolved: string;
  }[];
  readonly gateway_names: readonly {
    readonly gateway: string;
    readonly vs_namespace: string;
    readonly resolved: string;
  }[];
  readonly server_host_namespace: readonly {
    readonly server_host: string;
    readonly gateway_ns?: string;
    readonly vs_ns: string;
    readonly usable: boolean;
  }[];
  readonly envoy_vhost_lookup: {
    readonly domains: readonly string[];
    readonly cases: readonly { readonly host: string; readonly domain: string }[];
  };
  readonly sidecar_domains: readonly {
    readonly proxy_domain: string;
    readonly service: string;
    readonly vip?: string;
    readonly domains: readonly string[];
  }[];
}

export function hostMatching(set: HostSet): string | undefined {
  const table = new VirtualHostTable(
    set.envoy_vhost_lookup.domains.map((domain) => ({ name: domain, domains: [domain], routes: [] })),
    true,
  );
  return (
    firstDifference(set.matches, ({ a, b, matches, a_subset_of_b: subset }) => ({
      got: [hostsMatch(a, b), isSubsetOf(a, b)],
      expected: [matches, subset],
    })) ??
    firstDifference([set.specificity_sort], (sorted) => ({
      got: [...sorted].reverse().sort(compareSpecificity),
      expected: sorted,
    })) ??
    firstDifference(set.gateway_intersection, ({ server, vs, result }) => ({
      got: intersectHosts(server, vs),
      expected: result,
    })) ??
    firstDifference(set.short_names, ({ host, config_namespace: namespace, resolved }) => ({
      got: resolveShortName(host, namespace, 'cluster.local'),
      expected: resolved,
    })) ??
    firstDifference(set.gateway_names, ({ gateway, vs_namespace: namespace, resolved }) => ({
      got: resolveGatewayName(gateway, namespace),
      expected: resolved,
    })) ??
    firstDifference(
      set.server_host_namespace,
      ({ server_host: host, gateway_ns: own, vs_ns: namespace, usable }) => ({
        got: hostsForNamespace([host.replace(/^\.\//, `${own ?? ''}/`)], namespace).length > 0,
        expected: usable,
      }),
    ) ??
    firstDifference(set.envoy_vhost_lookup.cases, ({ host, domain }) => ({
      got: table.find(host)?.name,
      expected: domain,
    })) ??
    firstDifference(set.sidecar_domains, ({ proxy_domain: domain, service, vip, domains }) => ({
      got: [...sidecarDomains(domain, service, vip)].sort(),
      expected: [...domains].sort(),
    }))
  );
}

/** The domains a sidecar gives the virtual host of a service. */
function sidecarDomains(proxyDomain: string, service: string, vip: string | undefined): readonly string[] {
  const [host = ''] = service.split(' ');
  const [name = '', namespace = ''] = host.split('.');
  const external = service.includes('ServiceEntry');
  const manifest = external
    ? `apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: external, namespace: default}\n` +
      `spec: {hosts: [${host}], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}`
    : `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\n` +
      `spec: {clusterIP: ${vip ?? ''}, clusterIPs: [${vip ?? ''}], ports: [{name: http, port: 80}]}`;
  const [own = ''] = proxyDomain.split('.');
  const config = translate(takeSnapshot(meshObjects(readObjects(manifest))), {
    id: `client.${own}`,
    type: 'sidecar',
    namespace: own,
    labels: {},
    ip: '10.244.0.9',
    serviceAccount: 'default',
    dnsDomain: proxyDomain,
  });
  const routes = config.routeConfigurations.find((candidate) => candidate.name === '80');
  return routes?.virtualHosts.find((candidate) => candidate.name === `${host}:80`)?.domains ?? [];
}

interface RegexRow {
  readonly regex: string;
  readonly text?: string;
  readonly envoy: boolean | string;
}

export function regexCaveats(set: { readonly cases: readonly RegexRow[] }): string | undefined {
  return firstDifference(set.cases, ({ regex, text, envoy }) => {
    const compiled = compileRe2(regex);
    if (typeof envoy === 'boolean')
      return { got: isRe2(compiled) && compiled.fullMatch(text ?? ''), expected: envoy };
    if (envoy.startsWith('rejected')) return { got: isRe2(compiled), expected: false };
    return { got: isRe2(compiled), expected: true };
  });
}
