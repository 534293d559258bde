import type { KubeObject } from '../../../../sandbox/kube/index';
import {
  at,
  constant,
  entries,
  isStruct,
  items,
  NotData,
  number,
  text,
  textMap,
  type Go,
} from './go-literal';

/** A protobuf struct as manifests write it: `{"$type": "networking.Server", "Port": ..}` → `{port: ..}`. */
export function message(value: Go): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(message);
  if (typeof value === 'string') return value.startsWith('$') ? constant(value) : value;
  if (!isStruct(value)) return value;
  return wellKnown(value) ?? fields(value);
}

function fields(value: Readonly<Record<string, Go>>): unknown {
  const type = value['$type'];
  if (type === undefined && Object.keys(value).some((name) => name.startsWith('$'))) return expression(value);
  if (Array.isArray(value['$elts'])) return value['$elts'].map(message);
  const isMap = type === undefined;
  const result: Record<string, unknown> = {};
  for (const [name, member] of entries(value)) {
    const inner = oneOf(member);
    const [own, from] = inner ?? [name, member];
    const read = message(from);
    if (read !== undefined) result[isMap ? own : fieldName(own)] = read;
  }
  return result;
}

/** `MatchType: StringMatch_Exact{Exact: "x"}` is a field `exact` of the struct that holds it. */
function oneOf(member: Go): readonly [string, Go] | undefined {
  const type = at(member, '$type');
  if (typeof type !== 'string') return undefined;
  const own = entries(member);
  const [only] = own;
  if (own.length !== 1 || !only) return undefined;
  const suffix = type.replace(/_$/, '').split('_').at(-1);
  return type.includes('_') && suffix === only[0] ? only : undefined;
}

function fieldName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1).replace('_5Xx', '5xx');
}

const wrappers = /^(wrappers|wrapperspb|wrappersp)\.(UInt32|UInt64|Int32|Bool|String|Double)Value$/;

function wellKnown(value: Readonly<Record<string, Go>>): unknown {
  const type = value['$type'];
  if (typeof type !== 'string') return undefined;
  if (wrappers.test(type)) return message(value['Value'] ?? (type.includes('Bool') ? false : 0));
  if (/(^|\.)Duration$/.test(type)) {
    return duration(number(value['Seconds']) * 1000 + number(value['Nanos']) / 1e6);
  }
  return undefined;
}

function expression(value: Readonly<Record<string, Go>>): unknown {
  const call = value['$call'];
  const [first, second] = items(value['args']);
  if (call === 'durationpb.New' || call === 'types.DurationProto') return duration(number(first));
  if (call === 'wrappers.Double') return number(first);
  if (call === 'wrappers.Bool') return first === true;
  if (call === 'util.StringToExactMatch') return items(first).map((exact) => ({ exact: text(exact) }));
  if (call === 'strings.Repeat') return text(first).repeat(number(second));
  if (typeof value['$op'] === 'string') return number(value);
  // A constant of one enumeration taken for another's.
  if (typeof call === 'string' && /^\w+\.[A-Z]\w*_\w+$/.test(call)) return message(first);
  throw new NotData(`Go code: ${JSON.stringify(value).slice(0, 80)}`);
}

/** Protobuf's JSON form: seconds. */
function duration(ms: number): string {
  return `${String(ms / 1000)}s`;
}

/** A `config.Config` as the object that a manifest would make. */
export function configObject(value: Go): KubeObject {
  const meta = at(value, 'Meta');
  const created = at(meta, 'CreationTimestamp');
  const name = text(at(meta, 'Name'));
  const kind = constant(at(meta, 'GroupVersionKind'));
  const namespace = text(at(meta, 'Namespace'));
  return {
    apiVersion: `${groupOf(kind)}/v1`,
    kind,
    metadata: {
      name,
      ...(namespace !== '' && { namespace }),
      labels: textMap(at(meta, 'Labels')),
      annotations: textMap(at(meta, 'Annotations')),
      ...(created !== undefined && { creationTimestamp: timestamp(created) }),
    },
    spec: message(at(value, 'Spec')),
  };
}

function groupOf(kind: string): string {
  if (/Authentication|AuthorizationPolicy/.test(kind)) return 'security.istio.io';
  return kind === 'Telemetry' ? 'telemetry.istio.io' : 'networking.istio.io';
}

function timestamp(value: Go): string {
  const [year, month, day, hours, minutes, seconds] = items(at(value, 'args')).map((part) =>
    typeof part === 'number' ? part : 0,
  );
  if (at(value, '$call') !== 'time.Date') throw new NotData(`not a time: ${JSON.stringify(value)}`);
  const date = [year, month, day].map((part) => String(part ?? 0).padStart(2, '0')).join('-');
  const time = [hours, minutes, seconds].map((part) => String(part ?? 0).padStart(2, '0')).join(':');
  return `${date}T${time}Z`;
}
