import { fromKubeService } from '../../../../sandbox/istio/discovery/kube-service';
import { selects } from '../../../../sandbox/istio/discovery/labels';
import type { Visibility } from '../../../../sandbox/istio/discovery/visibility';
import { canonicalName, canonicalRevision } from '../../../../sandbox/istio/discovery/canonical-service';
import { Field } from '../../../../sandbox/istio/kinds/field';
import { checkLabels } from '../../../../sandbox/istio/validation/checks/labels';
import { at, constant, items, text, textMap, truth, type Go } from './go-literal';
import { differ, type Table } from './table';

const instance = 'pkg/config/labels/instance_test.go';
const canonical = 'pkg/kube/labels/labels_test.go';

/** Labels of pods, and names made from them. */
export const labelTables: readonly Table[] = [
  {
    source: instance,
    func: 'TestInstance',
    check: (row) => {
      const [left, right] = [textMap(row['left']), textMap(row['right'])];
      const subsetOf = selects(left, right);
      const actual = { subsetOf, selected: subsetOf && Object.keys(left).length > 0 };
      return differ(actual, {
        subsetOf: truth(at(row['expected'], 'subsetOf')),
        selected: truth(at(row['expected'], 'selected')),
      });
    },
  },
  {
    source: instance,
    func: 'TestInstanceValidate',
    check: (row) => {
      const { errors } = checkLabels(new Field(textMap(row['tags']), 'labels'));
      return differ(errors.length === 0, truth(row['valid']));
    },
  },
  {
    source: canonical,
    func: 'TestCanonicalService',
    check: (row) => {
      const labels = podLabels(row['labels']);
      const actual = [canonicalName(labels, text(row['workloadName'])), canonicalRevision(labels)];
      return differ(actual, [text(row['expectedName']), text(row['expectedRevision'])]);
    },
  },
  {
    source: canonical,
    func: 'TestHasCanonicalServiceName',
    check: (row) => differ(canonicalName(podLabels(row['labels']), '') !== '', truth(row['expected'])),
  },
  {
    source: canonical,
    func: 'TestHasCanonicalServiceRevision',
    check: (row) => differ(canonicalRevision(podLabels(row['labels'])) !== 'latest', truth(row['expected'])),
  },
  {
    source: 'pilot/pkg/serviceregistry/kube/conversion_test.go',
    func: 'TestServiceConversionWithExportToAnnotation',
    check: (row) => {
      const service = fromKubeService(
        {
          kind: 'Service',
          namespace: 'default',
          name: 'service1',
          creationTimestamp: '',
          labels: {},
          annotations: { 'networking.istio.io/exportTo': text(row['Annotation']) },
          spec: { clusterIP: '10.0.0.1', ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] },
        },
        'company.com',
        [],
      );
      return differ(namesOf(service.exportTo), visibility(row['Want']));
    },
  },
];

/** Labels whose names are constants of Istio. */
function podLabels(value: Go): Readonly<Record<string, string>> {
  const names: Readonly<Record<string, string>> = {
    '$model.IstioCanonicalServiceLabelName': 'service.istio.io/canonical-name',
    '$model.IstioCanonicalServiceRevisionLabelName': 'service.istio.io/canonical-revision',
  };
  return Object.fromEntries(Object.entries(textMap(value)).map(([key, label]) => [names[key] ?? key, label]));
}

function namesOf(visibility: Visibility): readonly string[] {
  if (visibility === 'public') return ['*'];
  return visibility === 'none' ? ['~'] : [...visibility];
}

/** A set of places that something is exported to; `.` is the service's own namespace. */
function visibility(value: Go): readonly string[] {
  const words: Readonly<Record<string, string>> = { Private: 'default', Public: '*', None: '~' };
  return items(at(value, 'args')).map((item) => {
    const called = at(item, 'args');
    if (called !== undefined) return text(items(called)[0]);
    const name = constant(item);
    return words[name] ?? name;
  });
}
