import { createWorld } from '../../sandbox/index';
import { p95Ms, type Benchmark } from './benchmark';
import { canaryBundle } from './canary-bundle';

/** One keystroke in the editor: the text is parsed, decoded, validated, judged by the webhook and analysed on top of the cluster. */
export function diagnosticsLatency(root: string): Benchmark {
  return {
    name: 'diagnostics-latency',
    summary: 'keystroke to diagnostics in the canary lab',
    run() {
      const bundle = canaryBundle(root);
      const world = createWorld({ seed: 7, ...bundle });
      world.settle();
      const text = bundle.files['canary.yaml'] ?? '';
      let length = 0;
      const keystroke = (): void => {
        length = (length + 1) % text.length;
        world.check(text.slice(0, length), { file: 'canary.yaml' });
      };
      p95Ms(200, keystroke);
      return [{ what: 'p95 of 1,000 keystrokes', value: p95Ms(1_000, keystroke), unit: 'ms', target: 50 }];
    },
  };
}
