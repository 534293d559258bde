import { translate } from '@docusaurus/Translate';

export const words = {
  label: translate({ id: 'graph.label', message: 'Mesh' }),
  table: translate({ id: 'graph.table', message: 'Table' }),
  fit: translate({ id: 'graph.fit', message: 'Fit' }),
  zoomIn: translate({ id: 'graph.zoomIn', message: 'Zoom in' }),
  zoomOut: translate({ id: 'graph.zoomOut', message: 'Zoom out' }),
  window: translate({ id: 'graph.window', message: 'Traffic of the last' }),
  type: translate({ id: 'graph.type', message: 'Show' }),
  types: {
    versionedApp: translate({ id: 'graph.type.versionedApp', message: 'Versioned app' }),
    app: translate({ id: 'graph.type.app', message: 'App' }),
    workload: translate({ id: 'graph.type.workload', message: 'Workload' }),
    service: translate({ id: 'graph.type.service', message: 'Service' }),
  },
  none: translate({
    id: 'graph.none',
    message: 'No traffic yet. Run a curl in the terminal and it appears here.',
  }),
  from: translate({ id: 'graph.from', message: 'From' }),
  to: translate({ id: 'graph.to', message: 'To' }),
  share: translate({ id: 'graph.share', message: 'Share' }),
  rate: translate({ id: 'graph.rate', message: 'Rate' }),
  errors: translate({ id: 'graph.errors', message: 'Errors' }),
  slow: translate({ id: 'graph.slow', message: '95 % under' }),
  mtls: translate({ id: 'graph.mtls', message: 'mTLS' }),
  idle: translate({ id: 'graph.idle', message: 'idle' }),
  yes: translate({ id: 'graph.yes', message: 'yes' }),
  no: translate({ id: 'graph.no', message: 'no' }),
  noSidecar: translate({ id: 'graph.noSidecar', message: 'no sidecar' }),
  noPods: translate({ id: 'graph.noPods', message: 'no ready pod' }),
  ready: (ready: number, replicas: number): string =>
    translate(
      { id: 'graph.ready', message: '{ready} of {replicas} pods ready' },
      { ready: String(ready), replicas: String(replicas) },
    ),
} as const;
