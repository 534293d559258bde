import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

describe('kubectl run, expose and set', () => {
  let world: World;
  beforeEach(() => {
    world = appWorld([]);
    say(world, 'kubectl create deployment web --image=nginx:1.27.0 --port=80');
    world.settle();
  });

  it('exposes a deployment and reaches it from a pod that lives for one command', () => {
    expect(
      say(
        world,
        'kubectl expose deployment web; kubectl expose deploy/web --name=np --type=NodePort --target-port=80 --port=8080',
      ),
    ).toBe('service/web exposed\nservice/np exposed\n');
    expect(
      say(
        world,
        'kubectl get svc web np -o jsonpath=\'{range .items[*]}{.spec.type} {.spec.ports[0].port} {.spec.ports[0].targetPort} {.spec.selector}{"\\n"}{end}\'',
      ),
    ).toBe('ClusterIP 80 80 {"app":"web"}\nNodePort 8080 80 {"app":"web"}\n');
    expect(
      say(
        world,
        "kubectl run tmp --rm -i --image=curlimages/curl --restart=Never -- curl -sS -o /dev/null -w '%{http_code}\\n' http://web/",
      ),
    ).toBe('200\npod "tmp" deleted from default namespace\n');
    expect(
      say(
        world,
        'curl -s -o /dev/null -w "%{http_code}\\n" http://192.168.49.2:$(kubectl get svc np -o jsonpath={.spec.ports[0].nodePort})',
      ),
    ).toBe('200\n');
  });

  it.each([
    ['kubectl run', "error: NAME is required for run\nSee 'kubectl run -h' for help and examples\n[exit 1]"],
    [
      'kubectl run x --image=y --rm',
      "error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples\n[exit 1]",
    ],
    ['kubectl run x', 'error: required flag(s) "image" not set\n[exit 1]'],
    ['kubectl run x --image=nginx --dry-run=client', 'pod/x created (dry run)\n'],
    ['kubectl set image deploy/web foo=nginx', 'error: unable to find container named "foo"\n[exit 1]'],
    ['kubectl set image deploy/web nginx=nginx:1.27.0', ''],
    [
      'kubectl set image deploy/nope a=b',
      'Error from server (NotFound): deployments.apps "nope" not found\n[exit 1]',
    ],
    [
      'kubectl expose configmap kube-root-ca.crt --port=1',
      'Error from server (NotFound): configmaps "kube-root-ca.crt" not found\n[exit 1]',
    ],
  ])('%s', (line, shown) => {
    expect(say(world, line)).toBe(shown);
  });

  it('rolls a new image out, and back', () => {
    const server =
      'kubectl run tmp --rm -iq --image=curlimages/curl --restart=Never -- curl -sI http://web/ | grep -i server | tr -d "\\r"';
    say(world, 'kubectl expose deployment web');
    expect(
      say(
        world,
        'kubectl set image deployment/web nginx=nginx:1.28.0; kubectl rollout status deploy/web | tail -1',
      ),
    ).toBe('deployment.apps/web image updated\ndeployment "web" successfully rolled out\n');
    world.settle();
    expect(say(world, server)).toBe('server: nginx/1.28.0\n');
    expect(say(world, 'kubectl rollout undo deploy/web')).toBe('deployment.apps/web rolled back\n');
    world.settle();
    expect(say(world, server)).toBe('server: nginx/1.27.0\n');
  });

  it('changes variables of the environment', () => {
    expect(say(world, 'kubectl set env deploy/web A=1 B=2; kubectl set env deploy/web A- B=3')).toBe(
      'deployment.apps/web env updated\ndeployment.apps/web env updated\n',
    );
    expect(say(world, "kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0].env}'")).toBe(
      '[{"name":"B","value":"3"}]',
    );
  });
});
