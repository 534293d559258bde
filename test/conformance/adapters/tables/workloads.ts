import { workloadOf } from '../../../../sandbox/istio/discovery/pod';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { withCalls } from './calls';
import { at, items, text, textMap, truth, type Go, type GoStruct } from './go-literal';
import { differ, type Table } from './table';

const source = 'pkg/kube/util_test.go';

/** What made a pod. */
export const workloadTables: readonly Table[] = [
  {
    source,
    func: 'TestCronJobMetadata',
    check: (row) => compared(controlled('Job', text(row['jobName']), {}), row),
  },
  {
    source,
    func: 'TestDeployMeta',
    check: (row) => {
      const pod = withCalls(row['pod'], {
        podForDeploymentConfig: ([name, labelled]) => ({
          ObjectMeta: {
            OwnerReferences: [{ APIVersion: 'v1', Kind: 'ReplicationController', Name: `${text(name)}-rc` }],
            Labels: truth(labelled) ? { deploymentconfig: name } : {},
          },
        }),
      });
      const meta = at(pod, 'ObjectMeta');
      const [owner] = items(at(meta, 'OwnerReferences'));
      return compared(
        controlled(text(at(owner, 'Kind')), text(at(owner, 'Name')), textMap(at(meta, 'Labels'))),
        row,
      );
    },
  },
];

function controlled(kind: string, name: string, labels: Readonly<Record<string, string>>): KubeObject {
  const ownerReferences = [{ apiVersion: 'v1', controller: true, kind, name, uid: '1' }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: '', labels, ownerReferences } };
}

function compared(pod: KubeObject, row: GoStruct): string | undefined {
  const type: Go = row['wantTypeMetadata'];
  return differ(workloadOf(pod), {
    apiVersion: text(at(type, 'APIVersion')),
    kind: text(at(type, 'Kind')),
    name: text(at(row['wantName'], 'Name')),
  });
}
