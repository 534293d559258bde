import { at } from '../../kube/index';
import { memoByObject } from '../../lib/memo';
import type { MeshObjects } from './mesh-objects';
import type { Service, TrafficDistribution } from './service';

type Annotations = Readonly<Record<string, string>>;

const ANNOTATION = 'networking.istio.io/traffic-distribution';
const WORDS: Readonly<Record<string, TrafficDistribution>> = {
  preferclose: 'PreferSameZone',
  prefersamezone: 'PreferSameZone',
  prefersamenode: 'PreferSameNode',
};
const FIELDS: Readonly<Record<string, TrafficDistribution>> = {
  PreferClose: 'PreferSameZone',
  PreferSameZone: 'PreferSameZone',
  PreferSameNode: 'PreferSameNode',
};

/**
 * The word of `spec.trafficDistribution`, else of the object's annotation, else of its namespace's; an annotation
 * that says anything else means any (pilot/pkg/model/service.go GetTrafficDistribution).
 */
export function trafficDistributionOf(
  field: unknown,
  own: Annotations,
  ofNamespace: Annotations = {},
): TrafficDistribution | undefined {
  const asked = typeof field === 'string' ? FIELDS[field] : undefined;
  const word = own[ANNOTATION] || ofNamespace[ANNOTATION];
  return asked ?? (word ? WORDS[word.toLowerCase()] : undefined);
}

/** Services of namespaces that say something, the same object as long as they say the same. */
const derived = memoByObject((_service: Service) => new Map<TrafficDistribution, Service>());

/** Services with what their namespaces say where they say nothing themselves. */
export function withInheritedDistribution(
  services: readonly Service[],
  objects: MeshObjects,
): readonly Service[] {
  const speaking = new Map(
    objects
      .list('Namespace')
      .flatMap(({ metadata }) =>
        metadata.annotations?.[ANNOTATION] ? [[metadata.name, metadata.annotations]] : [],
      ),
  );
  if (speaking.size === 0) return services;
  return services.map((service) => {
    const { config, namespace } = service;
    const field = at(config, 'spec', 'trafficDistribution');
    const asked = trafficDistributionOf(field, config.annotations, speaking.get(namespace));
    return asked === undefined || asked === service.trafficDistribution ? service : derive(service, asked);
  });
}

function derive(service: Service, trafficDistribution: TrafficDistribution): Service {
  const known = derived(service);
  const made = known.get(trafficDistribution) ?? { ...service, trafficDistribution };
  known.set(trafficDistribution, made);
  return made;
}
