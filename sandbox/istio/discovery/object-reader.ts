import type { KubeObject, ManifestSource } from '../../kube/index';
import type { DestinationRuleSpec, KubeServiceSpec, ServiceEntrySpec } from './api/index';
import { toConfig, type Config } from './config';
import { fromDestinationRule, type DestinationRule } from './destination-rule';
import { fromKubeService } from './kube-service';
import { ObjectMemo, SectionMemo } from './memo';
import type { MeshConfig } from './mesh-config';
import { fromPod, type PodModel } from './pod';
import type { Service } from './service';
import type { MeshObjects } from './mesh-objects';
import { fromServiceEntry } from './service-entry';
import { cappedServices } from './service-entry-visibility';
import { fromVirtualService, type VirtualService } from './virtual-service';

/** What was made of each object, for as long as it lives. */
class ModelMemos {
  readonly configs = new ObjectMemo<Config<unknown>>();
  readonly services = new ObjectMemo<readonly Service[]>();
  readonly virtualServices = new ObjectMemo<VirtualService>();
  readonly destinationRules = new ObjectMemo<DestinationRule>();
  readonly derivedRules = new WeakMap<Config<unknown>, DestinationRule>();
  readonly pods = new ObjectMemo<PodModel | undefined>();
}

/** Turns API objects into the model, each object once. Belongs to one cluster domain and mesh config. */
export class ObjectReader {
  readonly #memos: ModelMemos;
  /** Results that rest on many objects. */
  readonly sections: SectionMemo;

  /** @param known what it knows from the beginning */
  constructor(
    readonly clusterDomain: string,
    readonly mesh: MeshConfig,
    private readonly configDomain = clusterDomain,
    known?: ObjectReader,
  ) {
    this.#memos = known === undefined ? new ModelMemos() : known.#memos;
    this.sections = new SectionMemo(known?.sections);
  }

  /** A reader that knows what this one knows; the two go on apart. */
  copy(): ObjectReader {
    return new ObjectReader(this.clusterDomain, this.mesh, this.configDomain, this);
  }

  /** @param group API group; other groups may have a kind of the same name */
  configs<Spec>(objects: MeshObjects, kind: string, group: string): Config<Spec>[] {
    return ofGroup(objects, kind, group).map((object) =>
      this.#config<Spec>(object, sourceOf(objects, object)),
    );
  }

  virtualServices(objects: MeshObjects): VirtualService[] {
    return ofGroup(objects, 'VirtualService', 'networking.istio.io').map((object) => {
      const source = sourceOf(objects, object);
      return this.#memos.virtualServices.get(object, source, () =>
        fromVirtualService(toConfig(object, source), this.configDomain),
      );
    });
  }

  destinationRules(objects: MeshObjects): DestinationRule[] {
    return ofGroup(objects, 'DestinationRule', 'networking.istio.io').map((object) => {
      const source = sourceOf(objects, object);
      return this.#memos.destinationRules.get(object, source, () =>
        fromDestinationRule(toConfig(object, source), this.configDomain),
      );
    });
  }

  /** A rule made of something else; the same one for the same config. */
  derivedRule(config: Config<DestinationRuleSpec>): DestinationRule {
    const known = this.#memos.derivedRules.get(config) ?? fromDestinationRule(config, this.clusterDomain);
    this.#memos.derivedRules.set(config, known);
    return known;
  }

  kubeServices(objects: MeshObjects): Service[] {
    return objects.list('Service').flatMap((object) => {
      const source = sourceOf(objects, object);
      return this.#memos.services.get(object, source, () => [
        fromKubeService(
          toConfig<KubeServiceSpec>(object, source),
          this.clusterDomain,
          this.mesh.defaultServiceExportTo,
        ),
      ]);
    });
  }

  serviceEntries(objects: MeshObjects): readonly Service[] {
    const found = ofGroup(objects, 'ServiceEntry', 'networking.istio.io').flatMap((object) => {
      const source = sourceOf(objects, object);
      return this.#memos.services.get(object, source, () =>
        fromServiceEntry(toConfig<ServiceEntrySpec>(object, source), this.mesh.defaultServiceExportTo),
      );
    });
    return cappedServices(
      found,
      this.mesh.serviceEntryVisibility,
      (name) =>
        objects.list('Namespace').find((object) => object.metadata.name === name)?.metadata.labels ?? {},
    );
  }

  /** Pods that have an address. */
  pods(objects: MeshObjects): PodModel[] {
    return objects.list('Pod').flatMap((object) => {
      const pod = this.#memos.pods.get(object, undefined, () => fromPod(object, this.mesh.trustDomain));
      return pod === undefined ? [] : [pod];
    });
  }

  #config<Spec>(object: KubeObject, source: ManifestSource | undefined): Config<Spec> {
    return this.#memos.configs.get(object, source, () => toConfig<Spec>(object, source)) as Config<Spec>;
  }
}

function ofGroup(objects: MeshObjects, kind: string, group: string): KubeObject[] {
  return objects.list(kind).filter((object) => object.apiVersion.startsWith(`${group}/`));
}

function sourceOf(objects: MeshObjects, object: KubeObject): ManifestSource | undefined {
  return objects.sourceOf?.(object);
}
