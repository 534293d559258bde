import { describe, expect, it } from 'vitest';
import type { MeshConfig } from '../../sandbox/istio/index';
import { printedListener } from '../../sandbox/shell/commands/istioctl/proxy-config/printed/listener';
import { configOf, ingress, sidecar } from './support/mesh';

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: logs}
spec: {hosts: [logs.example.com], ports: [{number: 4317, name: grpc, protocol: GRPC}], resolution: DNS}`;

interface Filter {
  readonly typedConfig: { readonly statPrefix?: string; readonly accessLog?: unknown };
}

interface Chain {
  readonly name?: string;
  readonly filters: readonly Filter[];
}

/** What a listener prints of its logs: its own, and those of the last filter of every chain. */
function logsOf(name: string, more: string, mesh: Partial<MeshConfig>): unknown {
  const node = name.startsWith('virtual') ? sidecar() : ingress();
  const text = more === '' ? GATEWAY : `${GATEWAY}\n---\n${more}`;
  const found = configOf(text, node, mesh).listeners.find((listener) => listener.name === name);
  if (found === undefined) return undefined;
  const { accessLog, filterChains } = printedListener(found);
  const chains = (filterChains as readonly Chain[]).map(
    ({ filters }) => filters.at(-1)?.typedConfig.accessLog,
  );
  return { listener: accessLog, chains };
}

function file(logFormat: object, filter?: object): object {
  const type = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';
  return {
    name: 'envoy.access_loggers.file',
    ...(filter && { filter }),
    typedConfig: { '@type': type, path: '/dev/stdout', logFormat },
  };
}

const NR = { responseFlagFilter: { flags: ['NR'] } };
const SHORT = { textFormatSource: { inlineString: '%PROTOCOL%\n' } };
const CEL = {
  extensionFilter: {
    name: 'envoy.access_loggers.extension_filters.cel',
    typedConfig: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter',
      expression: 'response.code >= 400',
    },
  },
};

function telemetry(logging: string): string {
  return `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: logs, namespace: istio-system}
spec: {accessLogging: ${logging}}`;
}

const provider = (envoyFileAccessLog: object): Partial<MeshConfig> => ({
  extensionProviders: [{ name: 'own', envoyFileAccessLog }],
});

describe('access logs of a proxy', () => {
  it.each<[string, string, Partial<MeshConfig>, object | undefined, object | undefined]>([
    ['the mesh has a format', '', { accessLogFormat: '%PROTOCOL%' }, file(SHORT, NR), file(SHORT)],
    ['the mesh has no file', '', { accessLogFile: '' }, undefined, undefined],
    [
      'listeners are to be silent',
      '',
      { accessLogFormat: '%PROTOCOL%', disableEnvoyListenerLog: true },
      undefined,
      file(SHORT),
    ],
    [
      'the mesh writes JSON',
      '',
      { accessLogEncoding: 'JSON', accessLogFormat: '{"b": "%REQ_WITHOUT_QUERY(:PATH)%", "a": "x"}' },
      file(json({ a: 'x', b: '%REQ_WITHOUT_QUERY(:PATH)%' }), NR),
      file(json({ a: 'x', b: '%REQ_WITHOUT_QUERY(:PATH)%' })),
    ],
    [
      'a Telemetry has a filter',
      telemetry('[{providers: [{name: own}], filter: {expression: response.code >= 400}}]'),
      provider({ logFormat: { text: '%PROTOCOL%\n' } }),
      file(SHORT, { andFilter: { filters: [NR, CEL] } }),
      file(SHORT, CEL),
    ],
    [
      'a Telemetry names a provider in letters of another case',
      telemetry('[{providers: [{name: OWN}]}]'),
      provider({ logFormat: { text: '%PROTOCOL%\n' } }),
      file(SHORT, NR),
      file(SHORT),
    ],
    [
      'a Telemetry names a built-in provider that the mesh has another one of, but for its case',
      telemetry('[{providers: [{name: Envoy}]}]'),
      {
        accessLogFormat: '%PROTOCOL%',
        extensionProviders: [{ name: 'ENVOY', envoyFileAccessLog: { path: '/dev/null' } }],
      },
      file(SHORT, NR),
      file(SHORT),
    ],
    [
      'a filter goes with no provider by name',
      telemetry('[{filter: {expression: response.code >= 400}}]'),
      { ...provider({ logFormat: { text: '%PROTOCOL%' } }), defaultProviders: { accessLogging: ['own'] } },
      file(SHORT, NR),
      file(SHORT),
    ],
    [
      'a Telemetry switches them off',
      telemetry('[{providers: [{name: envoy}], disabled: true}]'),
      {},
      undefined,
      undefined,
    ],
    [
      'a Telemetry names a provider that is none of logs: those of the mesh',
      telemetry('[{providers: [{name: prometheus}]}]'),
      { accessLogFormat: '%PROTOCOL%' },
      file(SHORT, NR),
      file(SHORT),
    ],
  ])('%s', (_, more, mesh, listener, chain) => {
    expect(logsOf('0.0.0.0_80', more, mesh)).toEqual({
      listener: listener && [listener],
      chains: [chain && [chain]],
    });
    // What came from the listener itself is closed, and not logged.
    expect(logsOf('virtualOutbound', more, mesh)).toEqual({
      listener: listener && [listener],
      chains: [undefined, chain && [chain]],
    });
  });

  it('are those of a server where connections come in, those of a client where they go out', () => {
    const off = telemetry('[{providers: [{name: envoy}], match: {mode: CLIENT}, disabled: true}]');
    const ofConnections = (name: string): number[] => {
      const { listeners } = configOf(`${GATEWAY}\n---\n${off}`, sidecar());
      const chains = listeners.find((listener) => listener.name === name)?.filterChains ?? [];
      return chains.flatMap(({ filters }) => {
        const last = filters.at(-1);
        const isTcp = last?.name === 'envoy.filters.network.tcp_proxy';
        return isTcp ? [last.typedConfig.accessLog?.length ?? 0] : [];
      });
    };
    // First those that came from the listener itself.
    expect(ofConnections('virtualOutbound')).toEqual([0, 0]);
    expect(ofConnections('virtualInbound')).toEqual([0, 1, 1, 1]);
  });

  it('go to services that the mesh names, under the cluster of these', () => {
    const place = { service: 'logs.example.com', port: 4317 };
    const mesh: Partial<MeshConfig> = {
      extensionProviders: [
        { name: 'b', envoyOtelAls: { ...place, logFormat: { text: 'x', labels: { a: '%PROTOCOL%' } } } },
        { name: 'a', envoyTcpAls: { ...place, logName: 'mine' } },
        { name: 'lost', envoyHttpAls: { service: 'nowhere', port: 80 } },
      ],
    };
    const config = (logName: string, more: readonly string[]): object => ({
      logName,
      grpcService: {
        envoyGrpc: {
          clusterName: 'outbound|4317||logs.example.com',
          authority: 'logs.example.com',
        },
      },
      transportApiVersion: 'V3',
      filterStateObjectsToLog: ['upstream_peer', 'downstream_peer', ...more],
    });
    const logs = telemetry('[{providers: [{name: b}, {name: a}, {name: lost}]}]');
    expect(logsOf('0.0.0.0_80', logs, { ...mesh, disableEnvoyListenerLog: true })).toEqual({
      listener: undefined,
      chains: [
        [
          {
            name: 'envoy.tcp_grpc_access_log',
            typedConfig: {
              '@type': 'type.googleapis.com/envoy.extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig',
              commonConfig: config('mine', []),
            },
          },
          {
            name: 'envoy.access_loggers.open_telemetry',
            typedConfig: {
              '@type':
                'type.googleapis.com/envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig',
              commonConfig: config('otel_envoy_accesslog', [
                'wasm.upstream_peer',
                'wasm.upstream_peer_id',
                'wasm.downstream_peer',
                'wasm.downstream_peer_id',
              ]),
              body: { stringValue: 'x' },
              attributes: { values: [{ key: 'a', value: { stringValue: '%PROTOCOL%' } }] },
              disableBuiltinLabels: true,
            },
          },
        ],
      ],
    });
  });

  it('are the same objects for every proxy that the older settings of the mesh speak for', () => {
    const { listeners } = configOf(GATEWAY, sidecar());
    const logs = listeners.flatMap(({ filterChains }) =>
      filterChains.flatMap(({ filters }) => {
        const last = filters.at(-1);
        return last?.name === 'envoy.filters.network.tcp_proxy' ? (last.typedConfig.accessLog ?? []) : [];
      }),
    );
    expect(new Set(logs).size).toBe(1);
  });
});

function json(jsonFormat: object): object {
  const type = 'type.googleapis.com/envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery';
  return {
    jsonFormat,
    formatters: [{ name: 'envoy.formatter.req_without_query', typedConfig: { '@type': type } }],
    jsonFormatOptions: {},
  };
}
