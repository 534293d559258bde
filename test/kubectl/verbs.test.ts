import { describe, expect, it } from 'vitest';
import { FILES, plays } from './session';
import { KubectlTerminal } from './terminal';

describe('delete', () => {
  it('by file, name, label and all', () => {
    plays(
      ['kubectl apply -f both.yaml > /dev/null', ''],
      [
        'kubectl delete -f both.yaml',
        'virtualservice.networking.istio.io "canary" deleted from default namespace\ndestinationrule.networking.istio.io "reviews" deleted from default namespace\n',
      ],
      [
        'kubectl delete vs canary',
        'Error from server (NotFound): virtualservices.networking.istio.io "canary" not found\n[1]',
      ],
      ['kubectl delete vs canary --ignore-not-found', ''],
      ['kubectl delete vs --all', 'No resources found\n'],
      ['kubectl delete vs', 'error: resource(s) were provided, but no name was specified\n[1]'],
      ['kubectl create ns foo', 'namespace/foo created\n'],
      ['kubectl delete ns foo', 'namespace "foo" deleted\n'],
    );
  });

  it('takes the pods of a deployment with it', () => {
    const terminal = new KubectlTerminal(FILES);
    terminal.run('kubectl apply -f web.yaml');
    terminal.wait(2);
    expect(terminal.run('kubectl get pods -o name | wc -l')).toBe('2\n');
    expect(terminal.run('kubectl delete deployment web')).toBe(
      'deployment.apps "web" deleted from default namespace\n',
    );
    terminal.wait(2);
    expect(terminal.run('kubectl get rs,pods')).toBe('No resources found in default namespace.\n');
  });
});

describe('label and annotate', () => {
  it('set, refuse to replace, replace and remove', () => {
    plays(
      ['kubectl label ns default istio-injection=enabled', 'namespace/default labeled\n'],
      ['kubectl label ns default istio-injection=enabled', 'namespace/default not labeled\n'],
      [
        'kubectl label ns default istio-injection=disabled',
        "error: 'istio-injection' already has a value (enabled), and --overwrite is false\n[1]",
      ],
      ['kubectl label ns default istio-injection=disabled --overwrite', 'namespace/default labeled\n'],
      [
        'kubectl get ns -L istio-injection | head -2',
        'NAME              STATUS   AGE   ISTIO-INJECTION\ndefault           Active   1s    disabled\n',
      ],
      ['kubectl label namespace default istio-injection-', 'namespace/default unlabeled\n'],
      ['kubectl label ns default x-', 'label "x" not found.\nnamespace/default not labeled\n'],
      ['kubectl annotate ns default note="two words"', 'namespace/default annotated\n'],
      [
        'kubectl label ns default a=b=c',
        "error: invalid label value: \"a=b=c\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')\n[1]",
      ],
    );
  });
});

describe('logs', () => {
  it('of a container, of a workload, the last lines, with names', () => {
    const terminal = new KubectlTerminal(FILES);
    terminal.run('kubectl apply -f web.yaml');
    terminal.wait(2);
    expect(
      terminal.run('kubectl logs $(kubectl get pods -o jsonpath={.items[0].metadata.name}) -c side --tail=1'),
    ).toBe('side of web says 3\n');
    expect(terminal.run('kubectl logs -l app=web -c main --tail=1')).toBe(
      'main of web says 3\nmain of web says 3\n',
    );
    expect(terminal.run('kubectl logs deploy/web --tail=1 --all-containers')).toMatch(
      /^Found 2 pods, using pod\/web-\S+\nmain of web says 3\nside of web says 3\n$/,
    );
    expect(terminal.run('kubectl logs deploy/web --tail=1 2>&1')).toContain(
      'Defaulted container "main" out of: main, side\n',
    );
    expect(terminal.run('kubectl logs nope')).toBe(
      'Error from server (NotFound): pods "nope" not found\n[1]',
    );
  });
});

describe('create, scale, rollout', () => {
  it('make, resize and restart a deployment', () => {
    const terminal = new KubectlTerminal();
    expect(terminal.run('kubectl create deployment web --image=web:1 --replicas=2')).toBe(
      'deployment.apps/web created\n',
    );
    terminal.wait(1);
    expect(terminal.run('kubectl scale deploy/web --replicas=3')).toBe('deployment.apps/web scaled\n');
    terminal.wait(1);
    expect(terminal.run('kubectl get pods --no-headers | wc -l')).toBe('3\n');
    expect(terminal.run('kubectl rollout restart deploy web')).toBe('deployment.apps/web restarted\n');
    terminal.wait(1);
    expect(terminal.run('kubectl rollout history deploy/web')).toBe(
      'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n',
    );
    expect(terminal.run('kubectl rollout undo deploy/web')).toBe('deployment.apps/web rolled back\n');
    terminal.wait(1);
    expect(terminal.run('kubectl rollout status deploy/web --timeout=1s')).toContain(
      'error: timed out waiting for the condition\n',
    );
  });
});

describe('patch and wait', () => {
  it('change fields and wait for them', () => {
    plays(
      ['kubectl apply -f canary.yaml', 'virtualservice.networking.istio.io/canary created\n'],
      [
        `kubectl patch vs canary --type=merge -p '{"spec":{"hosts":["ratings"]}}'`,
        'virtualservice.networking.istio.io/canary patched\n',
      ],
      [
        `kubectl patch vs canary --type=json -p '[{"op":"replace","path":"/spec/hosts/0","value":"ratings"}]'`,
        'virtualservice.networking.istio.io/canary patched (no change)\n',
      ],
      [
        `kubectl patch vs canary -p '{}'`,
        'error: application/strategic-merge-patch+json is not supported by networking.istio.io/v1, Kind=VirtualService: the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml\n[1]',
      ],
      [
        "kubectl wait vs/canary --for=jsonpath='{.spec.hosts[0]}'=ratings --timeout=1s",
        'virtualservice.networking.istio.io/canary condition met\n',
      ],
      [
        'kubectl wait vs/canary --for=delete --timeout=1s',
        'error: timed out waiting for the condition on virtualservices/canary\n[1]',
      ],
    );
  });
});

describe('config', () => {
  it('keeps the namespace of the context', () => {
    plays(
      ['kubectl config current-context', 'sandbox\n'],
      ['kubectl config set-context --current --namespace=kube-system', 'Context "sandbox" modified.\n'],
      ['kubectl get vs', 'No resources found in kube-system namespace.\n'],
      [
        'kubectl config get-contexts',
        'CURRENT   NAME      CLUSTER   AUTHINFO   NAMESPACE\n*         sandbox   sandbox   sandbox    kube-system\n',
      ],
      ["kubectl config view --minify -o jsonpath='{..namespace} {.current-context}'", 'kube-system sandbox'],
    );
  });
});

describe('the program', () => {
  it.each<[string, string]>([
    ['kubectl gte pods', 'error: unknown command "gte" for "kubectl"\n\nDid you mean this?\n\tget\n[1]'],
    [
      'kubectl port-forward svc/web 80',
      'error: kubectl port-forward is not available in the sandbox. Reach services through the ingress gateway, or use kubectl exec … -- curl.\n[1]',
    ],
    ['kubectl -n', "error: flag needs an argument: 'n' in -n\nSee 'kubectl --help' for usage.\n[1]"],
    ['kubectl version --client', 'Client Version: v1.36.0\nKustomize Version: v5.8.1\n'],
    [
      'kubectl explain vs.spec.nope',
      'GROUP:      networking.istio.io\nKIND:       VirtualService\nVERSION:    v1\n\nerror: field "nope" does not exist\n[1]',
    ],
    [
      'kubectl api-resources --api-group=apps',
      'NAME                  SHORTNAMES   APIVERSION   NAMESPACED   KIND\ncontrollerrevisions                apps/v1      true         ControllerRevision\ndaemonsets            ds           apps/v1      true         DaemonSet\ndeployments           deploy       apps/v1      true         Deployment\nreplicasets           rs           apps/v1      true         ReplicaSet\nstatefulsets          sts          apps/v1      true         StatefulSet\n',
    ],
  ])('%s', (line, printed) => {
    plays([line, printed]);
  });

  it('completes verbs, types, names, namespaces and files', () => {
    const terminal = new KubectlTerminal(FILES);
    terminal.run('kubectl apply -f both.yaml');
    expect(terminal.complete('kubectl des')).toEqual(['describe']);
    expect(terminal.complete('kubectl get destin')).toEqual(['destinationrules']);
    expect(terminal.complete('kubectl get vs ')).toEqual(['canary']);
    expect(terminal.complete('kubectl get pods -n kube-')).toEqual([
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ]);
    expect(terminal.complete('kubectl apply -f ca')).toEqual(['canary.yaml']);
    terminal.run('kubectl config set-context --current --namespace=kube-system');
    expect(terminal.complete('kubectl get vs ')).toEqual([]);
  });
});
