import { describe, expect, it } from 'vitest';
import { KubectlTerminal } from './terminal';

const CANARY = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: canary
spec:
  hosts:
  - reviews
  http:
  - route:
    - destination:
        host: reviews
        subset: v1
      weight: 90
    - destination:
        host: reviews
        subset: v2
      weight: 10
`;
const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
`;
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: 'web:1'}, {name: side, image: 'side:1'}]}
`;
const FILES = {
  'canary.yaml': CANARY,
  'fifty.yaml': CANARY.replace('90', '50').replace('10\n', '50\n'),
  'labelled.yaml': CANARY.replace('  name: canary', '  name: canary\n  labels: {a: "1", from: file}'),
  'kept.yaml': CANARY.replace('  name: canary', '  name: canary\n  labels: {a: "1"}'),
  'typo.yaml': CANARY.replace('subset: v1', 'subste: v1'),
  'tab.yaml': CANARY.replace('  hosts', '\thosts'),
  'both.yaml': `${CANARY}---\n${RULE}`,
  'gone.yaml': `${CANARY}---\n${CANARY.replace('VirtualService', 'RouteRule')}---\n${RULE}`,
  'dir/a.yaml': CANARY,
  'dir/b.yml': RULE,
  'dir/readme.txt': 'no manifest',
  'web.yaml': WEB,
};

/** Lines of one session, in order, with everything they print. */
function plays(...session: readonly (readonly [string, string])[]): void {
  const terminal = new KubectlTerminal(FILES);
  for (const [line, printed] of session)
    expect(`$ ${line}\n${terminal.run(line)}`).toBe(`$ ${line}\n${printed}`);
}

describe('apply', () => {
  it('creates, leaves alone and changes', () => {
    plays(
      ['kubectl apply -f canary.yaml', 'virtualservice.networking.istio.io/canary created\n'],
      ['kubectl apply -f canary.yaml', 'virtualservice.networking.istio.io/canary unchanged\n'],
      ['kubectl apply -f fifty.yaml', 'virtualservice.networking.istio.io/canary configured\n'],
      ["kubectl get vs canary -o jsonpath='{.spec.http[0].route[*].weight}'", '50 50'],
      [
        'kubectl apply -f dir',
        'virtualservice.networking.istio.io/canary configured\ndestinationrule.networking.istio.io/reviews created\n',
      ],
      ['cat canary.yaml | kubectl apply -f -', 'virtualservice.networking.istio.io/canary unchanged\n'],
    );
  });

  it('keeps what others changed and removes what the file no longer has', () => {
    plays(
      ['kubectl apply -f labelled.yaml', 'virtualservice.networking.istio.io/canary created\n'],
      ['kubectl label vs canary by=hand', 'virtualservice.networking.istio.io/canary labeled\n'],
      ['kubectl apply -f kept.yaml', 'virtualservice.networking.istio.io/canary configured\n'],
      ["kubectl get vs canary -o jsonpath='{.metadata.labels}'", '{"a":"1","by":"hand"}'],
    );
  });

  it('only says what it would do in a dry run', () => {
    plays(
      [
        'kubectl apply --dry-run=client -f canary.yaml',
        'virtualservice.networking.istio.io/canary created (dry run)\n',
      ],
      [
        'kubectl apply --dry-run=server -f canary.yaml',
        'virtualservice.networking.istio.io/canary created (server dry run)\n',
      ],
      ['kubectl get vs', 'No resources found in default namespace.\n'],
    );
  });

  it('understands core kinds with the defaults the server filled in', () => {
    plays(
      ['kubectl apply -f web.yaml', 'deployment.apps/web created\n'],
      ['kubectl apply -f web.yaml', 'deployment.apps/web unchanged\n'],
    );
  });

  it.each<[string, string, string]>([
    [
      'an unknown field',
      'kubectl apply -f typo.yaml',
      'Error from server (BadRequest): error when creating "typo.yaml": VirtualService in version "v1" cannot be handled as a VirtualService: strict decoding error: unknown field "spec.http[0].route[0].destination.subste"\n[1]',
    ],
    [
      'a tab',
      'kubectl apply -f tab.yaml',
      'error: error parsing tab.yaml: error converting YAML to JSON: yaml: line 6: found character that cannot start any token\n[1]',
    ],
    [
      'a kind that is not served, and applies the rest',
      'kubectl apply -f gone.yaml',
      'virtualservice.networking.istio.io/canary created\ndestinationrule.networking.istio.io/reviews created\nerror: resource mapping not found for name: "canary" namespace: "" from "gone.yaml": no matches for kind "RouteRule" in version "networking.istio.io/v1"\nensure CRDs are installed first\n[1]',
    ],
    ['a missing file', 'kubectl apply -f nope.yaml', 'error: the path "nope.yaml" does not exist\n[1]'],
    ['no file', 'kubectl apply', 'error: must specify one of -f and -k\n[1]'],
    [
      'a URL',
      'kubectl apply -f https://example.com/x.yaml',
      'error: unable to read URL "https://example.com/x.yaml": the sandbox is not connected to the internet\n[1]',
    ],
    [
      'a missing namespace',
      'kubectl apply -n nope -f canary.yaml',
      'Error from server (NotFound): error when creating "canary.yaml": namespaces "nope" not found\n[1]',
    ],
    [
      'an unknown flag',
      'kubectl apply --file x',
      "error: unknown flag: --file\nSee 'kubectl apply --help' for usage.\n[1]",
    ],
  ])('complains about %s', (_what, line, printed) => {
    plays([line, printed]);
  });
});

describe('get', () => {
  const get = (line: string): string => {
    const terminal = new KubectlTerminal(FILES);
    terminal.run('kubectl apply -f both.yaml -f web.yaml');
    terminal.wait(65);
    return terminal.run(line);
  };

  it.each<[string, string]>([
    ['kubectl get vs', 'NAME     GATEWAYS   HOSTS         AGE\ncanary              ["reviews"]   65s\n'],
    [
      'kubectl get vs,dr --no-headers',
      'virtualservice.networking.istio.io/canary         ["reviews"]   65s\n\ndestinationrule.networking.istio.io/reviews   reviews   65s\n',
    ],
    ['kubectl get dr -A', 'NAMESPACE   NAME      HOST      AGE\ndefault     reviews   reviews   65s\n'],
    [
      'kubectl get deploy -o wide',
      'NAME   READY   UP-TO-DATE   AVAILABLE   AGE   CONTAINERS   IMAGES         SELECTOR\nweb    0/2     2            0           65s   main,side    web:1,side:1   app=web\n',
    ],
    [
      'kubectl get deploy --show-labels -L app',
      'NAME   READY   UP-TO-DATE   AVAILABLE   AGE   APP   LABELS\nweb    0/2     2            0           65s   web   app=web\n',
    ],
    [
      'kubectl get svc',
      'NAME         TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE\nkubernetes   ClusterIP   10.96.0.1    <none>        443/TCP   66s\n',
    ],
    ['kubectl get ns default -o name', 'namespace/default\n'],
    [
      'kubectl get vs,dr -o name',
      'virtualservice.networking.istio.io/canary\ndestinationrule.networking.istio.io/reviews\n',
    ],
    [
      'kubectl get vs -o jsonpath=\'{range .items[*]}{.metadata.name}{"\\t"}{.spec.hosts[0]}{"\\n"}{end}\'',
      'canary\treviews\n',
    ],
    ['kubectl get dr reviews -o jsonpath=\'{.spec.subsets[?(@.name=="v2")].labels}\'', '{"version":"v2"}'],
    [
      'kubectl get dr -o custom-columns=NAME:.metadata.name,SUBSETS:.spec.subsets[*].name',
      'NAME      SUBSETS\nreviews   v1,v2\n',
    ],
    ['kubectl get dr --sort-by=.metadata.name -o name', 'destinationrule.networking.istio.io/reviews\n'],
    ['kubectl get deploy -l app=web,tier!=x -o name', 'deployment.apps/web\n'],
    ['kubectl get deploy --field-selector metadata.name=nope', 'No resources found in default namespace.\n'],
    [
      'kubectl get ep kubernetes',
      'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\nError from server (NotFound): endpoints "kubernetes" not found\n[1]',
    ],
    [
      'kubectl get vs canary nope',
      'NAME     GATEWAYS   HOSTS         AGE\ncanary              ["reviews"]   65s\nError from server (NotFound): virtualservices.networking.istio.io "nope" not found\n[1]',
    ],
    [
      'kubectl get crd virtualservices.networking.istio.io',
      'NAME                                  CREATED AT\nvirtualservices.networking.istio.io   2026-11-21T10:00:00Z\n',
    ],
    ['kubectl get foo', 'error: the server doesn\'t have a resource type "foo"\n[1]'],
    ['kubectl get vs -n nope', 'No resources found in nope namespace.\n'],
    [
      'kubectl get vs -o foo',
      'error: unable to match a printer suitable for the output format "foo", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml\n[1]',
    ],
  ])('%s', (line, printed) => {
    expect(get(line)).toBe(printed);
  });

  it('prints a whole object as YAML', () => {
    expect(get("kubectl get dr reviews -o yaml | grep -v 'uid\\|resourceVersion\\|last-applied\\|{'")).toBe(
      `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  annotations:
  creationTimestamp: "2026-11-21T10:00:01Z"
  generation: 1
  name: reviews
  namespace: default
spec:
  host: reviews
  subsets:
  - labels:
      version: v1
    name: v1
  - labels:
      version: v2
    name: v2
`,
    );
  });

  it('watches: what is there, then every change in columns that only grow', () => {
    plays([
      '(sleep 1; kubectl apply -f web.yaml; sleep 1; kubectl scale deploy web --replicas=10) > /dev/null & timeout 3 kubectl get deploy -w',
      'NAME   READY   UP-TO-DATE   AVAILABLE   AGE\nweb    0/2     0            0           0s\nweb    0/2     0            0           0s\nweb    0/2     0            0           0s\nweb    0/2     2            0           0s\nweb    0/10    2            0           1s\nweb    0/10    2            0           1s\nweb    0/10    10           0           1s\n[124]',
    ]);
  });
});

describe('describe', () => {
  it('writes every field of a custom resource by its title', () => {
    const terminal = new KubectlTerminal(FILES);
    terminal.run('kubectl apply -f canary.yaml');
    expect(terminal.run("kubectl describe vs canary | grep -v 'UID\\|Resource Version'")).toBe(
      `Name:         canary
Namespace:    default
Labels:       <none>
Annotations:  <none>
API Version:  networking.istio.io/v1
Kind:         VirtualService
Metadata:
  Creation Timestamp:  2026-11-21T10:00:01Z
  Generation:          1
Spec:
  Hosts:
    reviews
  Http:
    Route:
      Destination:
        Host:    reviews
        Subset:  v1
      Weight:    90
      Destination:
        Host:    reviews
        Subset:  v2
      Weight:    10
Events:          <none>
`,
    );
  });
});

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
      ["kubectl config view --minify -o jsonpath='{..namespace}'", 'kube-system'],
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
      'NAME          SHORTNAMES   APIVERSION   NAMESPACED   KIND\ndeployments   deploy       apps/v1      true         Deployment\nreplicasets   rs           apps/v1      true         ReplicaSet\n',
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
