import type { ApiServer } from '../../api';
import { sameJson } from '../../freeze';
import { matchesLabels } from '../../label-selector';
import type { KubeObject, ObjectKey } from '../../object';
import { at, string, stringMap } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { keyOfObject } from '../owned';
import { NAME_ALPHABET } from '../../server/identity';
import { endpointsSubsets, sliceGroups, type SliceGroup } from './addresses';

const SERVICE_NAME = 'kubernetes.io/service-name';

/** Keeps the EndpointSlices and Endpoints of Services that select pods. */
export const endpointsController: Controller = {
  name: 'endpoints',
  affected: (event, api) => {
    const { object, old } = event;
    if (object.kind === 'Service') return [keyOfObject(object)];
    if (object.kind !== 'Pod') return [];
    return servicesSelecting([object, ...(old ? [old] : [])], api);
  },
  reconcile: (key, context) => {
    const { api } = context;
    const service = api.get(key);
    const selector = stringMap(at(service?.spec, 'selector'));
    const endpointsKey = { ...key, kind: 'Endpoints' };
    if (!service || Object.keys(selector).length === 0) {
      if (!service) removeAll(key, api);
      return;
    }
    const pods = api.list('Pod', key.namespace).filter((pod) => matchesLabels(selector, pod.metadata.labels));
    const groups = sliceGroups(service, pods);
    writeSlices(service, groups, context);
    const subsets = endpointsSubsets(groups);
    const metadata = { name: key.name, namespace: key.namespace, labels: service.metadata.labels ?? {} };
    const endpoints = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata,
      ...(subsets.length > 0 ? { subsets } : {}),
    };
    const before = api.get(endpointsKey);
    if (!before) api.create(endpoints, { fieldValidation: 'Ignore' });
    else if (!sameJson(before['subsets'], endpoints.subsets))
      api.update(endpoints, { fieldValidation: 'Ignore' });
  },
};

function servicesSelecting(pods: readonly KubeObject[], api: ApiServer): readonly ObjectKey[] {
  return api
    .list('Service', pods[0]?.metadata.namespace)
    .filter((service) => {
      const selector = stringMap(at(service.spec, 'selector'));
      return (
        Object.keys(selector).length > 0 && pods.some((pod) => matchesLabels(selector, pod.metadata.labels))
      );
    })
    .map(keyOfObject);
}

function slicesOf(service: ObjectKey, api: ApiServer): readonly KubeObject[] {
  return api
    .list('EndpointSlice', service.namespace)
    .filter(
      ({ metadata }) =>
        metadata.labels?.[SERVICE_NAME] === service.name &&
        metadata.labels['endpointslice.kubernetes.io/managed-by'] === 'endpointslice-controller.k8s.io',
    );
}

function writeSlices(
  service: KubeObject,
  groups: readonly SliceGroup[],
  { api, random }: ControllerContext,
): void {
  const existing = [...slicesOf(keyOfObject(service), api)];
  const suffixes = random.stream(`kube/endpoint-slices/${service.metadata.uid ?? ''}`);
  for (const { addressType, endpoints, ports } of groups) {
    const sameType = existing.filter((slice) => slice['addressType'] === addressType);
    const slice = sameType.find((one) => sameJson(one['ports'], ports)) ?? sameType[0];
    if (slice) existing.splice(existing.indexOf(slice), 1);
    const name = slice?.metadata.name ?? unusedName(service, api, () => suffixes.text(5, NAME_ALPHABET));
    const object = sliceObject(service, name, addressType, endpoints, ports);
    if (!slice) api.create(object, { fieldValidation: 'Ignore' });
    else if (!sameJson([slice['endpoints'], slice['ports']], [endpoints, ports]))
      api.update(object, { fieldValidation: 'Ignore' });
  }
  for (const slice of existing) api.delete(keyOfObject(slice));
}

function unusedName(service: KubeObject, api: ApiServer, suffix: () => string): string {
  for (;;) {
    const name = `${service.metadata.name}-${suffix()}`;
    if (!api.get({ kind: 'EndpointSlice', namespace: service.metadata.namespace ?? '', name })) return name;
  }
}

function sliceObject(
  service: KubeObject,
  name: string,
  addressType: string,
  endpoints: unknown,
  ports: unknown,
): KubeObject {
  const { metadata } = service;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      generateName: `${metadata.name}-`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      labels: {
        ...metadata.labels,
        [SERVICE_NAME]: metadata.name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        ...(string(at(service.spec, 'clusterIP')) === 'None' ? { 'service.kubernetes.io/headless': '' } : {}),
      },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Service', name: metadata.name, uid: metadata.uid ?? '', controller: true },
      ],
    },
    addressType,
    endpoints,
    ports,
  };
}

function removeAll(service: ObjectKey, api: ApiServer): void {
  for (const slice of slicesOf(service, api)) api.delete(keyOfObject(slice));
  const endpoints = { ...service, kind: 'Endpoints' };
  if (api.get(endpoints)) api.delete(endpoints);
}
