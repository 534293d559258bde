import { gatewayApiKind } from '../gateway-api-kind';
import { referenceGrantSpec } from './schema';

/** Lets objects of other namespaces refer to objects of this one. */
export const referenceGrant = gatewayApiKind({
  kind: 'ReferenceGrant',
  plural: 'referencegrants',
  shortName: 'refgrant',
  versions: ['v1', 'v1beta1'],
  spec: referenceGrantSpec,
});
