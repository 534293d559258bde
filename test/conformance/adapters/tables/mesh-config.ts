import { Field } from '../../../../sandbox/istio/kinds/field';
import type { Findings } from '../../../../sandbox/istio/validation/findings';
import {
  checkConnectionSettings,
  checkDefaultConfig,
  drainDurationProblem,
  isAuthPolicy,
} from '../../../../sandbox/istio/validation/mesh-config/default-config';
import {
  checkProvider,
  checkService,
} from '../../../../sandbox/istio/validation/mesh-config/extension-providers';
import { validateMeshNetworks } from '../../../../sandbox/istio/validation/mesh-config/networks';
import {
  checkDefaultTrafficPolicy,
  checkInboundRetries,
  connectTimeoutProblem,
  detectionTimeoutProblem,
  trustDomainNameProblem,
} from '../../../../sandbox/istio/validation/mesh-config/validate';
import { isIstioConfigMap } from '../../../../sandbox/shell/commands/istioctl/analyze/cluster-objects';
import { at, constant, NotData, number, text, textMap, truth, type Go, type GoStruct } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

const source = 'pkg/config/validation/agent/validation_test.go';
const providers = 'pkg/config/validation/agent/extensionprovider_test.go';

/** The mesh's own configuration. */
export const meshConfigTables: readonly Table[] = [
  wired('TestValidateControlPlaneAuthPolicy', (row) =>
    differ(isAuthPolicy(new Field(row['policy'], '')), truth(row['isValid'])),
  ),
  wired('TestValidateDrainDuration', (row) =>
    differ(drainDurationProblem(duration(row['Drain'])) === undefined, truth(row['Valid'])),
  ),
  wired('TestValidateTrustDomain', (row) => {
    const problem = trustDomainNameProblem(String(message(row['in'])));
    const wanted = text(row['err']);
    if (wanted === '') return differ(problem, undefined);
    return problem?.includes(wanted) === true ? undefined : `${problem ?? 'nothing'} instead of ${wanted}`;
  }),
  wired('TestValidateConnectTimeout', (row) =>
    differ(connectTimeoutProblem(duration(row['duration'])) === undefined, truth(row['isValid'])),
  ),
  wired('TestValidateProtocolDetectionTimeout', (row) =>
    differ(detectionTimeoutProblem(duration(row['duration'])) === undefined, truth(row['isValid'])),
  ),
  wired('TestValidateMeshConfigProxyConfig', (row) => {
    if (at(row['in'], '$call') === 'modify') {
      throw new NotData('what the row changes of a valid configuration is a function of the test');
    }
    const findings = checkDefaultConfig(field(row['in']));
    return differ(
      [!refused(findings), findings.warnings.length > 0],
      [truth(row['isValid']), truth(row['isWarn'])],
    );
  }),
  wired('TestValidateMeshConfigDefaultTrafficPolicy', (row) =>
    differ(refused(checkDefaultTrafficPolicy(field(row['dtp']))), truth(row['wantErr'])),
  ),
  wired('TestValidateMeshConfigDefaultInboundHTTPRetryPolicy', (row) => {
    const findings = checkInboundRetries(field(row['retry']));
    const actual = [refused(findings), findings.warnings.length > 0];
    return differ(actual, [truth(row['wantErr']), truth(row['wantWarn'])]);
  }),
  wired('TestValidateMeshNetworks', (row) =>
    differ(!refused(validateMeshNetworks(field(row['mn']))), truth(row['valid'])),
  ),
  wired('TestValidateConnectionSettings', (row) =>
    differ(refused(checkConnectionSettings(field(row['cs']))), truth(row['wantErr'])),
  ),
  {
    source: 'pkg/config/analysis/local/analyze_test.go',
    func: 'TestIsIstioConfigMap',
    check: (row) => {
      const meta = at(row['obj'], 'ObjectMeta');
      const object = {
        apiVersion: 'v1',
        kind: constant(at(row['obj'], '$type')).replace(/^v1\./, ''),
        metadata: { name: text(at(meta, 'Name')), annotations: textMap(at(meta, 'Annotations')) },
      };
      return differ(isIstioConfigMap(object), truth(row['expect']));
    },
  },
  provider('Service', (row) => checkService(field(row['service']))),
  ...(
    [
      ['TracingZipkin', 'zipkin'],
      ['TracingLightstep', 'lightstep'],
      ['TracingDatadog', 'datadog'],
      ['TracingOpenCensusAgent', 'opencensus'],
      ['EnvoyOtelAls', 'envoyOtelAls'],
      ['EnvoyHTTPAls', 'envoyHttpAls'],
      ['EnvoyTCPAls', 'envoyTcpAls'],
      ['TracingOpentelemetry', 'opentelemetry'],
    ] as const
  ).map(([name, kind]) =>
    provider(name, (row) => checkProvider(kind, field(row['config'] ?? row['provider']))),
  ),
];

function wired(func: string, check: (row: GoStruct) => string | undefined): Table {
  return { source, func, check };
}

function provider(name: string, check: (row: GoStruct) => Findings): Table {
  return {
    source: providers,
    func: `TestValidateExtensionProvider${name}`,
    check: (row) => differ(!refused(check(row)), truth(row['valid'])),
  };
}

function refused({ errors }: Findings): boolean {
  return errors.length > 0;
}

function field(value: Go): Field {
  return new Field(message(value), 'it');
}

function duration(value: Go): Field {
  const seconds = number(at(value, 'Seconds')) + number(at(value, 'Nanos')) / 1e9;
  return new Field(`${seconds.toFixed(9)}s`, '');
}
