import type { HttpRoute } from '../../../../sandbox/istio/discovery/api/index';
import { compareRoutes } from '../../../../sandbox/istio/discovery/gateway-api/http-match';
import { message } from './manifest';
import { differ, type Table } from './table';

/** Which of the routes of HTTPRoutes goes first. */
export const routeOrderTables: readonly Table[] = [
  {
    source: 'pilot/pkg/config/kube/gateway/conversion_test.go',
    func: 'TestSortHTTPRoutes',
    check: (row) => {
      const routes = message(row['in']) as readonly HttpRoute[];
      return differ([...routes].sort(compareRoutes), message(row['out']));
    },
  },
];
