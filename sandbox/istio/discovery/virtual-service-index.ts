import type { Config } from './config';
import type { VirtualService } from './virtual-service';
import { visibilityOf } from './visibility';

const NONE: readonly VirtualService[] = [];

/** VirtualServices by the gateway they name and by who may see them (pilot/pkg/model/push_context.go initVirtualServices). */
export class VirtualServiceIndex {
  readonly #private = new Map<string, VirtualService[]>();
  readonly #exported = new Map<string, VirtualService[]>();
  readonly #public = new Map<string, VirtualService[]>();
  #effective: readonly Config<unknown>[] | undefined;

  /** @param virtualServices oldest first, delegates merged */
  constructor(
    readonly virtualServices: readonly VirtualService[],
    defaultExportTo: readonly string[],
  ) {
    for (const service of virtualServices) {
      const exportTo = service.config.spec.exportTo ?? [];
      this.#add(service, exportTo.length === 0 ? defaultExportTo : exportTo);
    }
  }

  /** What each VirtualService says, with the rules of its delegates. */
  get effective(): readonly Config<unknown>[] {
    this.#effective ??= this.virtualServices.map(effectiveConfig);
    return this.#effective;
  }

  /** What a proxy of `namespace` sees for a gateway (`mesh` or `namespace/name`): private, then exported, then public ones. */
  forGateway(namespace: string, gateway: string): readonly VirtualService[] {
    const key = `${namespace}|${gateway}`;
    const own = this.#private.get(key) ?? NONE;
    const exported = this.#exported.get(key) ?? NONE;
    const shared = this.#public.get(gateway) ?? NONE;
    const isConsumer = (service: VirtualService): boolean =>
      service.semantics === 'gateway' && service.namespace === namespace;
    if (own.length + exported.length === 0 && !shared.some(isConsumer)) return shared;
    const producers = shared.filter((service) => !isConsumer(service));
    return [...own, ...exported, ...shared.filter(isConsumer), ...producers];
  }

  #add(service: VirtualService, exportTo: readonly string[]): void {
    const visibility = visibilityOf(exportTo, service.namespace);
    if (visibility === 'none') return;
    for (const gateway of new Set(service.gateways)) {
      if (visibility === 'public') {
        append(this.#public, gateway, service);
        continue;
      }
      for (const namespace of visibility) {
        const index = namespace === service.namespace ? this.#private : this.#exported;
        append(index, `${namespace}|${gateway}`, service);
      }
    }
  }
}

function append<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

/** A rule that was written elsewhere is told with the object that it came to. */
function effectiveConfig({ config, http }: VirtualService): Config<unknown> {
  if (http.every((rule) => rule.config === config)) return config;
  return { ...config, spec: { ...config.spec, http: http.map(({ route, path }) => ({ route, path })) } };
}
