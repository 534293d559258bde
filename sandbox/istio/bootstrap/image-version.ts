import { ISTIO_VERSION } from '../../lib/istio-version';

/** The version that a proxy's image sets in its environment; an image without one is as old as the mesh. */
export function imageVersion(image: string): string {
  const colon = image.lastIndexOf(':');
  const tag = colon > image.lastIndexOf('/') ? image.slice(colon + 1) : '';
  const version = tag.replace(/-(distroless|debug|slim)$/, '');
  return /^(release-)?\d+\.\d/.test(version) ? version : ISTIO_VERSION;
}
