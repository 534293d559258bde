import { sleep, type Process } from '../sim/index';
import type { ContainerSpec } from './objects';
import type { Execute } from './probe';

/** Does what a container wants done before it is told to end. @param execute undefined where commands are not run */
export function* preStop(
  { name: container, lifecycle }: ContainerSpec,
  pod: { readonly namespace: string; readonly name: string },
  execute: Execute | undefined,
): Process<void> {
  const { preStop: hook } = lifecycle ?? {};
  if (hook?.sleep !== undefined) yield* sleep(hook.sleep.seconds * 1000);
  const command = hook?.exec?.command;
  if (command !== undefined && execute !== undefined)
    yield* execute({ namespace: pod.namespace, pod: pod.name, container }, command);
}
