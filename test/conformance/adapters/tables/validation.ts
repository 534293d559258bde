import { Field } from '../../../../sandbox/istio/kinds/field';
import {
  fqdnProblem,
  gatewayDomainProblem,
  wildcardDomainProblem,
} from '../../../../sandbox/istio/validation/checks/host-name';
import { isIpAddress, subnetProblem } from '../../../../sandbox/istio/validation/checks/ip';
import { durationProblem } from '../../../../sandbox/istio/validation/checks/numbers';
import { checkClientTls } from '../../../../sandbox/istio/validation/destination-rule/client-tls';
import {
  checkLocality,
  checkZoneAware,
} from '../../../../sandbox/istio/validation/destination-rule/locality';
import type { Findings } from '../../../../sandbox/istio/validation/findings';
import { at, number, text, truth, type Go, type GoStruct } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

const source = 'pkg/config/validation/agent/validation_test.go';

/** Checks of single fields, shared by many kinds. */
export const validationTables: readonly Table[] = [
  wired('TestValidateFQDN', (row) => accepted(fqdnProblem(long(row['fqdn'])), row['valid'])),
  wired('TestValidateDuration', (row) => {
    const duration = row['duration'];
    // Nanoseconds that contradict the seconds cannot be written in a manifest.
    const seconds = number(at(duration, 'Seconds')) + number(at(duration, 'Nanos')) / 1e9;
    return accepted(durationProblem(new Field(`${seconds.toFixed(9)}s`, '')), row['isValid']);
  }),
  wired('TestValidateTLS', (row) => verdict(checkClientTls(field(row['tls']), ''), row['valid'])),
  wired('TestValidateWildcardDomain', (row) => contains(wildcardDomainProblem(long(row['in'])), row['out'])),
  wired('TestValidateWildcardDomainForVirtualServiceBoundToGateway', (row) =>
    contains(gatewayDomainProblem(truth(row['sni']), long(row['in'])), row['out']),
  ),
  wired('TestValidateLocalityLbSetting', (row) =>
    balancing(checkLocality(field(row['in']), row['outlier'] !== null), row),
  ),
  wired('TestValidateZoneAwareLbSetting', (row) =>
    balancing(checkZoneAware(field(row['in']), row['outlier'] !== null), row),
  ),
  wired('TestValidateLocalities', (row) => {
    const setting = { distribute: [] as object[], enabled: true };
    const localities = message(row['localities']) as readonly string[];
    const share = Math.floor(100 / localities.length);
    const to = Object.fromEntries(
      localities.map((locality, index) => [
        locality,
        index === 0 ? 100 - share * (localities.length - 1) : share,
      ]),
    );
    setting.distribute.push({ from: 'r/z/s', to });
    return verdict(checkLocality(new Field(setting, ''), true), row['valid']);
  }),
  wired('TestValidationIPAddress', (row) => differ(isIpAddress(text(row['addr'])), truth(row['ok']))),
  wired('TestValidationIPSubnet', (row) => accepted(subnetProblem(text(row['subnet'])), row['ok'])),
  wired('TestServiceSettings', (row) => {
    const hosts = message(row['hosts']) as readonly string[];
    return accepted(hosts.map(wildcardDomainProblem).find(Boolean), row['valid']);
  }),
];

function wired(func: string, check: (row: GoStruct) => string | undefined): Table {
  return { source, func, check };
}

function field(value: Go): Field {
  return new Field(message(value), 'it');
}

/** A text, which may be written as a repetition. */
function long(value: Go): string {
  const read = message(value);
  return typeof read === 'string' ? read : '';
}

function accepted(problem: string | undefined, valid: Go): string | undefined {
  return differ(problem === undefined, truth(valid));
}

function verdict({ errors }: Findings, valid: Go): string | undefined {
  return differ(errors.length === 0, truth(valid));
}

/** An empty wanted text means that nothing is wrong. */
function contains(problem: string | undefined, wanted: Go): string | undefined {
  const part = text(wanted);
  if (part === '') return differ(problem, undefined);
  return problem?.includes(part) === true ? undefined : `${problem ?? 'nothing'} instead of ${part}`;
}

function balancing({ errors, warnings }: Findings, row: GoStruct): string | undefined {
  const wanted = [truth(row['err']), truth(row['warn'])];
  return differ([errors.length > 0, warnings.length > 0], wanted);
}
