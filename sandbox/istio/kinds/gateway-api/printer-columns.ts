import { at, records, string, type Column } from '../../../kube/index';

/** Shows the status of one condition. */
export function conditionColumn(type: string): Column {
  return {
    name: type.toUpperCase(),
    value: (object) => {
      const found = records(at(object.status, 'conditions')).find((condition) => condition['type'] === type);
      return string(found?.['status']);
    },
  };
}

/** The hosts of a route, as JSON. */
export const hostnamesColumn: Column = {
  name: 'HOSTNAMES',
  value: (object) => {
    const hostnames = at(object.spec, 'hostnames');
    return hostnames === undefined ? '' : JSON.stringify(hostnames);
  },
};
