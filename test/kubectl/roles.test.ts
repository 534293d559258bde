import { describe, expect, it } from 'vitest';
import { KubectlTerminal } from './terminal';

const PROMETHEUS = `apiVersion: v1
kind: ServiceAccount
metadata: {name: prometheus, namespace: default}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: 'system:prometheus', labels: {app: prometheus}}
rules:
- apiGroups: ['']
  resources: [nodes, nodes/proxy, services]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses/status]
  resourceNames: [front]
  verbs: [get]
- apiGroups: ['']
  resources: [services]
  verbs: [patch]
- nonResourceURLs: [/metrics]
  verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: prometheus}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: 'system:prometheus'}
subjects:
- {kind: ServiceAccount, name: prometheus, namespace: default}
- {kind: User, name: ann}
`;

function terminalWith(file: string): KubectlTerminal {
  return new KubectlTerminal({ 'roles.yaml': file });
}

function judged(object: string): string {
  return terminalWith(`apiVersion: rbac.authorization.k8s.io/v1\n${object}\n`).run(
    'kubectl create -f roles.yaml',
  );
}

describe('roles and their bindings', () => {
  it('come with manifests of others and are shown as the server shows them', () => {
    const terminal = terminalWith(PROMETHEUS);
    expect(terminal.run('kubectl apply -f roles.yaml')).toBe(`serviceaccount/prometheus created
clusterrole.rbac.authorization.k8s.io/system:prometheus created
clusterrolebinding.rbac.authorization.k8s.io/prometheus created
`);
    expect(terminal.run('kubectl get clusterroles')).toBe(`NAME                CREATED AT
system:prometheus   2026-11-21T10:00:01Z
`);
    expect(terminal.run('kubectl get clusterrolebindings -o wide'))
      .toBe(`NAME         ROLE                            AGE   USERS   GROUPS   SERVICEACCOUNTS
prometheus   ClusterRole/system:prometheus   0s    ann              default/prometheus
`);
    expect(terminal.run('kubectl describe clusterrole system:prometheus'))
      .toBe(`Name:         system:prometheus
Labels:       app=prometheus
Annotations:  <none>
PolicyRule:
  Resources                           Non-Resource URLs  Resource Names  Verbs
  ---------                           -----------------  --------------  -----
  services                            []                 []              [get list watch patch]
  nodes/proxy                         []                 []              [get list watch]
  nodes                               []                 []              [get list watch]
                                      [/metrics]         []              [get]
  ingresses.networking.k8s.io/status  []                 [front]         [get]
`);
    expect(terminal.run('kubectl describe clusterrolebinding prometheus')).toBe(`Name:         prometheus
Labels:       <none>
Annotations:  <none>
Role:
  Kind:  ClusterRole
  Name:  system:prometheus
Subjects:
  Kind            Name        Namespace
  ----            ----        ---------
  ServiceAccount  prometheus  default
  User            ann         
`);
  });

  it('are made by the words of create', () => {
    const terminal = terminalWith('');
    expect(
      terminal.run(
        'kubectl create role reader --verb=get,list --resource=pods,deploy/scale,services --resource-name=a; kubectl get role reader -o jsonpath={.rules}',
      ),
    ).toBe(
      'role.rbac.authorization.k8s.io/reader created\n[{"apiGroups":[""],"resourceNames":["a"],"resources":["pods","services"],"verbs":["get","list"]},{"apiGroups":["apps"],"resourceNames":["a"],"resources":["deployments/scale"],"verbs":["get","list"]}]',
    );
    expect(
      terminal.run(
        'kubectl create rolebinding readers --role=reader --user=ann --group=dev --serviceaccount=default:web; kubectl get rolebinding -o wide',
      ),
    ).toBe(`rolebinding.rbac.authorization.k8s.io/readers created
NAME      ROLE          AGE   USERS   GROUPS   SERVICEACCOUNTS
readers   Role/reader   0s    ann     dev      default/web
`);
    expect(
      terminal.run(
        'kubectl create clusterrole probe --verb=get --non-resource-url=/healthz; kubectl create clusterrolebinding probes --clusterrole=probe --group=system:authenticated -o yaml --dry-run=client',
      ),
    ).toBe(`clusterrole.rbac.authorization.k8s.io/probe created
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: probes
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: probe
subjects:
- apiGroup: rbac.authorization.k8s.io
  kind: Group
  name: system:authenticated
`);
  });

  it.each([
    ['role x', 'error: at least one verb must be specified'],
    ['role x --verb=get', 'error: at least one resource must be specified'],
    ['role x --verb=get --resource=nope', 'error: the server doesn\'t have a resource type "nope"'],
    [
      'clusterrole x --verb=get --resource=pods --non-resource-url=/x',
      'error: cannot specify both resource and nonResourceURLs',
    ],
    ['rolebinding x', 'error: exactly one of clusterrole or role must be specified'],
    ['rolebinding x --role=a --serviceaccount=b', 'error: serviceaccount must be <namespace>:<name>'],
    ['clusterrolebinding x', 'error: required flag(s) "clusterrole" not set'],
  ])('kubectl create %s is refused', (words, printed) => {
    expect(terminalWith('').run(`kubectl create ${words}`)).toBe(`${printed}\n[1]`);
  });

  it.each([
    [
      'kind: Role\nmetadata: {name: a%b}\nrules: []',
      `The Role "a%b" is invalid: metadata.name: Invalid value: "a%b": may not contain '%'`,
    ],
    [
      'kind: Role\nmetadata: {name: x}\nrules: [{}]',
      `The Role "x" is invalid: 
* rules[0].verbs: Required value: verbs must contain at least one value
* rules[0].apiGroups: Required value: resource rules must supply at least one api group
* rules[0].resources: Required value: resource rules must supply at least one resource`,
    ],
    [
      'kind: Role\nmetadata: {name: x}\nrules: [{verbs: [get], nonResourceURLs: [/a]}]',
      'The Role "x" is invalid: rules[0].nonResourceURLs: Invalid value: ["/a"]: namespaced rules cannot apply to non-resource URLs',
    ],
    [
      'kind: ClusterRoleBinding\nmetadata: {name: x}\nroleRef: {kind: Role, name: a}\nsubjects: [{kind: ServiceAccount, name: b}, {kind: Pod, name: c}]',
      `The ClusterRoleBinding "x" is invalid: 
* roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"
* subjects[0].namespace: Required value
* subjects[1].kind: Unsupported value: "Pod": supported values: "ServiceAccount", "User", "Group"`,
    ],
  ])('%s', (object, printed) => {
    expect(judged(object)).toBe(`${printed}\n[1]`);
  });

  it('keeps the role that a binding hands out', () => {
    const terminal = terminalWith(PROMETHEUS);
    terminal.run('kubectl apply -f roles.yaml');
    expect(
      terminal.run(
        `kubectl patch clusterrolebinding prometheus --type=merge -p '{"roleRef":{"name":"other"}}'`,
      ),
    ).toBe(
      'The ClusterRoleBinding "prometheus" is invalid: roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"ClusterRole","Name":"other"}: cannot change roleRef\n[1]',
    );
  });

  it('says once more that nothing reads them', () => {
    expect(terminalWith('').run('kubectl auth can-i get pods')).toBe(
      'error: kubectl auth is not available in the sandbox. Everybody may do everything here: roles and their bindings are stored, and nothing reads them.\n[1]',
    );
  });
});
