import { generator } from './generators';

/** `kubectl create deployment NAME --image=IMAGE`. */
export const createDeployment = generator({
  path: ['deployment'],
  aliases: ['deploy', 'dep'],
  summary: 'Create a deployment with the specified name',
  flags: [
    { long: 'image', type: 'list', placeholder: 'IMAGE', summary: 'image of a container' },
    { long: 'replicas', short: 'r', type: 'number', default: '1', summary: 'how many pods should run' },
    { long: 'port', type: 'number', summary: 'port the container listens on' },
  ],
  make: (name, { input }) => {
    const port = input.flag('port');
    const images = input.list('image').filter((image) => image !== '');
    const labels = { app: name };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels },
      spec: {
        replicas: Number(input.flag('replicas') ?? 1),
        selector: { matchLabels: labels },
        strategy: {},
        template: {
          metadata: { labels },
          spec: {
            containers: images.map((image) => ({
              name: containerName(image),
              image,
              ...(input.rest === undefined ? {} : { command: input.rest }),
              ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }),
              resources: {},
            })),
          },
        },
      },
      status: {},
    };
  },
});

/** The image's last part, without tag or digest. */
function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return (last.split(/[:@]/)[0] ?? last).replaceAll('_', '-');
}
