import { echo, type App } from '../workloads/index';

/** An image reference taken apart. */
export interface Image {
  /** Without registry defaults: `curlimages/curl`. */
  readonly repository: string;
  readonly tag: string;
}

/** `docker.io/curlimages/curl:8.16.0` → `curlimages/curl`, `8.16.0`. */
export function parseImage(reference: string): Image {
  const [withoutDigest = reference] = reference.split('@');
  const colon = withoutDigest.lastIndexOf(':');
  const hasTag = colon > withoutDigest.lastIndexOf('/');
  const repository = (hasTag ? withoutDigest.slice(0, colon) : withoutDigest)
    .replace(/^(index\.)?docker\.io\//, '')
    .replace(/^library\//, '');
  return { repository, tag: hasTag ? withoutDigest.slice(colon + 1) : 'latest' };
}

/** Images whose containers do their work elsewhere in the simulation (Envoy, istiod) or not at all. */
const INFRASTRUCTURE = new Set(['proxyv2', 'auto', 'pilot', 'install-cni', 'ztunnel', 'pause', 'coredns']);

/** What a container runs. */
export type Program =
  | { readonly is: 'app'; readonly app: App }
  | { readonly is: 'infrastructure' }
  /** Nobody knows the image: an echo server stands in. */
  | { readonly is: 'stand-in'; readonly app: App };

export function programOf(reference: string, apps: readonly App[]): Program {
  const { repository } = parseImage(reference);
  const app = apps.find(({ images }) => images.includes(repository));
  if (app !== undefined) return { is: 'app', app };
  const lastPart = repository.slice(repository.lastIndexOf('/') + 1);
  return INFRASTRUCTURE.has(lastPart) ? { is: 'infrastructure' } : { is: 'stand-in', app: echo };
}
