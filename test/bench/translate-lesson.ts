import { createWorld } from '../../sandbox/index';
import { medianMs, type Benchmark } from './benchmark';
import { canaryBundle } from './canary-bundle';

/** An applied edit until every proxy of the lesson's mesh has its new configuration. */
export function translateLesson(root: string): Benchmark {
  return {
    name: 'translate-lesson',
    summary: 'an edit of canary.yaml: admission, snapshot, translation for every proxy, push',
    run() {
      const bundle = canaryBundle(root);
      const world = createWorld({ seed: 7, ...bundle });
      world.settle();
      const text = bundle.files['canary.yaml'] ?? '';
      let weight = 10;
      const edit = (): void => {
        weight = weight === 10 ? 11 : 10;
        world.apply(
          text
            .replace('weight: 90', `weight: ${String(100 - weight)}`)
            .replace('weight: 10', `weight: ${String(weight)}`),
          {
            file: 'canary.yaml',
          },
        );
        world.runUntil(world.nowMs() + 500);
      };
      medianMs(20, edit);
      return [{ what: 'median of 100 edits', value: medianMs(100, edit), unit: 'ms' }];
    },
  };
}
