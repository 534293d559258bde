import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string } from '../../read';
import { int32, int64, list, listBy, opaque, struct, text, time } from '../../schema/build';
import { statusCount } from '../workload-columns';

const REFERENCE = struct('CrossVersionObjectReference', { apiVersion: text(), kind: text(), name: text() });

/** Would change the number of pods by their load; stored, and nothing measures load here. */
export const horizontalPodAutoscaler = defineKind({
  group: 'autoscaling',
  versions: ['v2', 'v1'],
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  description:
    'A horizontal pod autoscaler changes the number of pods by their load. The sandbox stores it and measures no load.',
  schema: struct('HorizontalPodAutoscaler', {
    spec: {
      ...struct('HorizontalPodAutoscalerSpec', {
        scaleTargetRef: { ...REFERENCE, description: 'What is scaled.' },
        minReplicas: int32('Fewest pods; default 1.'),
        maxReplicas: int32('Most pods.'),
        metrics: list(opaque(), 'What the number follows.'),
        behavior: opaque('How fast the number may change.'),
        targetCPUUtilizationPercentage: int32('The load that is aimed at (autoscaling/v1).'),
      }),
      unsupported: 'load is not measured, so the number of pods stays.',
    },
    status: struct('HorizontalPodAutoscalerStatus', {
      observedGeneration: int64(),
      lastScaleTime: time(),
      currentReplicas: int32(),
      desiredReplicas: int32(),
      currentMetrics: list(opaque()),
      currentCPUUtilizationPercentage: int32(),
      conditions: listBy('type', opaque()),
    }),
  }),
  columns: [
    {
      name: 'REFERENCE',
      value: ({ spec }) =>
        `${plain(at(spec, 'scaleTargetRef', 'kind'))}/${plain(at(spec, 'scaleTargetRef', 'name'))}`,
    },
    { name: 'TARGETS', value: targets },
    { name: 'MINPODS', value: ({ spec }) => plain(at(spec, 'minReplicas')) || '<unset>' },
    { name: 'MAXPODS', value: ({ spec }) => plain(at(spec, 'maxReplicas')) },
    { name: 'REPLICAS', value: (object) => String(statusCount(object, 'currentReplicas')) },
  ],
  default: (object) => ({ ...object, spec: withDefaults(record(object.spec)) }),
  validate: (object) => {
    const most = Number(at(object.spec, 'maxReplicas') ?? 0);
    const fewest = Number(at(object.spec, 'minReplicas') ?? 1);
    const value = `Invalid value: ${String(most)}: must be greater than`;
    if (most < 1) return refused('spec.maxReplicas', `${value} 0`);
    if (most < fewest) return refused('spec.maxReplicas', `${value} or equal to \`minReplicas\``);
    for (const field of ['kind', 'name'])
      if (string(at(object.spec, 'scaleTargetRef', field)) === '')
        return refused(`spec.scaleTargetRef.${field}`, 'Required value');
    return { errors: [], warnings: [] };
  },
});

function refused(
  path: string,
  message: string,
): { errors: { path: string; message: string }[]; warnings: [] } {
  return { errors: [{ path, message }], warnings: [] };
}

/** The load that autoscaling/v1 aims at is a metric like others. */
function withDefaults(spec: Readonly<Record<string, unknown>>): unknown {
  const { targetCPUUtilizationPercentage: percent, ...rest } = spec;
  const averageUtilization = typeof percent === 'number' ? percent : 80;
  const target = { averageUtilization, type: 'Utilization' };
  const metrics = [{ resource: { name: 'cpu', target }, type: 'Resource' }];
  return { metrics, minReplicas: 1, ...rest };
}

/** `cpu: <unknown>/80%`: nobody measures what is. */
function targets({ spec }: KubeObject): string {
  const wanted = records(at(spec, 'metrics')).map((metric) => {
    const { target, name } = record(metric['resource'] ?? metric['containerResource']);
    const percent = at(target, 'averageUtilization');
    const lead = name === undefined ? '' : `${plain(name)}: `;
    if (percent !== undefined) return `${lead}<unknown>/${plain(percent)}%`;
    const source = record(Object.values(metric).find((value) => at(value, 'target') !== undefined));
    const average = plain(at(source['target'], 'averageValue'));
    const value = average === '' ? plain(at(source['target'], 'value')) : average;
    const suffix = average === '' || name !== undefined || metric['type'] === 'Pods' ? '' : ' (avg)';
    return `${lead}<unknown>/${value}${suffix}`;
  });
  return wanted.length === 0 ? '<none>' : shortened(wanted);
}

const SHOWN = 2;

function shortened(texts: readonly string[]): string {
  const more = texts.length - SHOWN;
  const shown = texts.slice(0, SHOWN).join(', ');
  return more > 0 ? `${shown} + ${String(more)} more...` : shown;
}
