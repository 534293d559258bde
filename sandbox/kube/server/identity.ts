import { isoSeconds } from '../../lib/calendar';
import type { RandomSource } from '../../sim/index';
import { withMetadata } from '../freeze';
import type { KindDeclaration } from '../kind';
import type { KubeObject } from '../object';

/** Letters and digits of generated names: no vowels and nothing that looks like one. */
export const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Gives new objects what only the server may give. */
export interface Identity {
  /** Fills the name of an object that only has `generateName`. */
  name(object: KubeObject): KubeObject;
  /** Adds uid, creation time and generation. */
  stamp(object: KubeObject, kind: KindDeclaration): KubeObject;
}

export function createIdentity(options: { readonly random: RandomSource; now(): number }): Identity {
  const names = options.random.stream('kube/generated-names');
  const uids = options.random.stream('kube/uids');
  return {
    name: (object) => {
      const { name, generateName } = object.metadata;
      if (typeof name === 'string' && name !== '') return object;
      if (generateName === undefined || generateName === '') return withMetadata(object, { name: '' });
      return withMetadata(object, { name: generateName + names.text(5, NAME_ALPHABET) });
    },
    stamp: (object, kind) => {
      const counted = kind.generation ?? kind.schema.properties?.['spec'] !== undefined;
      return withMetadata(object, {
        uid: uids.uuid(),
        creationTimestamp: isoSeconds(options.now()),
        ...(counted ? { generation: 1 } : {}),
      });
    },
  };
}
