import type { MeshObjects } from '../mesh-objects';
import type { ObjectReader } from '../object-reader';
import type { Services } from '../read-services';
import { readConversionInput } from './conversion-input';
import { convertGatewayApi, type Conversion } from './convert';

const NOTHING: Conversion = { gateways: [], virtualServices: [], destinationRules: [], statuses: [] };

/** Gateway API of the cluster, converted; the answer of the last time when nothing of it changed. */
export function readGatewayApi(
  objects: MeshObjects,
  reader: ObjectReader,
  services: Pick<Services, 'registry' | 'endpoints'>,
): Conversion {
  const found = readConversionInput(objects, reader, services);
  if (found === undefined) return NOTHING;
  return reader.sections.reuse('gatewayApi', found.reads, () => convertGatewayApi(found.input()));
}
