import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';

/** What the canary lab's world is made from. */
export function canaryBundle(root: string): {
  readonly manifests: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly applied: readonly string[];
} {
  const folder = labFolders(root).get('canary');
  if (folder === undefined) throw new Error('there is no lab "canary"');
  const { manifests, files, lab } = loadLab(root, folder);
  return { manifests, files, applied: lab.applied ?? [] };
}

/** A driver of the staff service, whose two versions share the requests. */
export const DRIVER_URL = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';

/** Leads the gateway straight to the api-gateway, where the lesson goes through the web application. */
export const STRAIGHT = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: fleetman-vs
spec:
  hosts: [fleetman.example.com]
  gateways: [fleetman-gw]
  http:
  - match: [{ uri: { prefix: /api/ } }]
    rewrite: { uri: / }
    route: [{ destination: { host: fleetman-api-gateway, port: { number: 8080 } } }]
`;
