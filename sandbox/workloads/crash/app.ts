import { defineApp } from '../app';

/** A process that ends at once with exit code 1: for lessons about pods that never become ready. */
export const crash = defineApp({
  name: 'crash',
  images: ['drydock/crash'],
  start(container) {
    container.log('fatal: cannot read configuration, giving up');
    return { closed: true, exitCode: 1 };
  },
});
