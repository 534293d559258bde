import { describe, expect, it } from 'vitest';
import { FILES, plays } from './session';
import { KubectlTerminal } from './terminal';

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
