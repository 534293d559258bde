import { istioKinds } from '../../sandbox/istio/index';
import type { KubeObject, ValidationResult } from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';

/** What the webhook says about a spec: each error and warning as `path: text`, `~` before warnings. */
export function judged(kindName: string, spec: string, metadata: object = {}): readonly string[] {
  const { errors, warnings } = judge(kindName, spec, metadata);
  return [
    ...errors.map(({ path, message }) => `${path}: ${message}`),
    ...warnings.map(({ path, message }) => `~${path}: ${message}`),
  ];
}

export function judge(kindName: string, spec: string, metadata: object = {}): ValidationResult {
  const kind = istioKinds.find((candidate) => candidate.kind === kindName);
  if (!kind?.validate) throw new Error(`no kind ${kindName}`);
  const value = parseYaml(spec, { file: '' }).documents[0]?.value;
  const object: KubeObject = {
    apiVersion: kind.group,
    kind: kindName,
    metadata: { name: 'x', namespace: 'default', ...metadata },
    spec: value,
  };
  return kind.validate(object, {});
}
