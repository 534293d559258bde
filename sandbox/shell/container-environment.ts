import { at, records, string, type KubeObject } from '../kube/index';

/** What the processes of a container find in their environment, as far as the pod writes it out. */
export function containerEnvironment(
  { metadata, spec }: KubeObject,
  container: string,
): Readonly<Record<string, string>> {
  const all = [...records(at(spec, 'containers')), ...records(at(spec, 'initContainers'))];
  const own = all.find((one) => one['name'] === container);
  const written = records(own?.['env']).filter(({ value }) => typeof value === 'string');
  return {
    HOSTNAME: metadata.name,
    ...Object.fromEntries(written.map(({ name, value }) => [string(name), string(value)])),
  };
}
