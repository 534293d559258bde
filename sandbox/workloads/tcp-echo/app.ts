import { sleep } from '../../sim/index';
import { defineApp, type AppInstance, type Container } from '../app';

/** Answers every line with a word in front. Arguments: ports separated by commas, and the word. */
export const tcpEcho = defineApp({
  name: 'tcp-echo',
  images: ['registry.istio.io/release/examples-tcp-echo-server', 'istio/tcp-echo-server'],
  start: (container) => startTcpEcho(container),
});

function startTcpEcho(container: Container): AppInstance {
  const [ports = '9000', prefix = 'hello'] = container.args.filter((word) => !word.startsWith('/'));
  const numbers = ports.split(',').map(Number);
  for (const port of numbers) container.log(`listening on [::]:${String(port)}, prefix: ${prefix}`);
  return {
    ports: numbers,
    *tcp(text) {
      yield* sleep(0.1);
      const lines = text.split('\n').filter((line) => line !== '');
      return lines
        .map((line) => {
          container.log(`request: ${line}`);
          container.log(`response: ${prefix} ${line}`);
          return `${prefix} ${line}\n`;
        })
        .join('');
    },
  };
}
