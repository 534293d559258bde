import type { HeaderModifier, ReferenceGrantSpec } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import { Grants } from '../../../../sandbox/istio/discovery/gateway-api/grants';
import { headerProblem } from '../../../../sandbox/istio/discovery/gateway-api/http-filters';
import { kinds } from '../../../../sandbox/istio/discovery/gateway-api/object-kinds';
import { readObjects } from '../../mesh-objects';
import { identifier } from './calls';
import { at, items, text, truth } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

const source = 'pilot/pkg/config/kube/gateway/conversion_test.go';

/** Parts of the conversion of Gateway API. */
export const gatewayApiPartTables: readonly Table[] = [
  {
    source,
    func: 'TestReferencePolicy',
    check: (row) => {
      const grants = new Grants(
        readObjects(text(row['config'])).map((object) => toConfig<ReferenceGrantSpec>(object)),
      );
      const wanted = items(row['expectations']);
      const found = wanted.map((one) => {
        const [namespace = '', name = ''] = text(at(one, 'name')).split('://').at(-1)?.split('/') ?? [];
        const from = { kind: kinds.gateway, namespace: text(at(one, 'namespace')) };
        return grants.allows(from, { kind: kinds.secret, namespace, name });
      });
      return differ(
        found,
        wanted.map((one) => truth(at(one, 'allowed'))),
      );
    },
  },
  {
    source,
    func: 'TestCreateHeadersFilter',
    check: (row) => {
      const modifier = message(row['filter']) as HeaderModifier | undefined;
      const problem = headerProblem({
        type: 'RequestHeaderModifier',
        ...(modifier && { requestHeaderModifier: modifier }),
      });
      return differ(problem?.reason, truth(row['wantErr']) ? identifier(row['errReason']) : undefined);
    },
  },
];
