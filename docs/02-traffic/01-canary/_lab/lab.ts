import { defineLab } from '../../../../sandbox/index';

const url = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';
const ninetyTen = { safe: { percent: 90, tolerance: 3 }, risky: { percent: 10, tolerance: 3 } };

export const lab = defineLab({
  id: 'canary',
  apps: ['fleetman'],
  files: ['canary.yaml', 'gateway.yaml'],
  applied: ['gateway.yaml'],
  panels: ['mesh', 'requests'],
  seed: 7,
  load: [`while true; do curl -s ${url}; echo; sleep 0.5; done`],
  checks: [
    {
      id: 'outside',
      probe: {
        kind: 'traffic',
        from: 'external',
        url,
        count: 1000,
        groupBy: 'version',
        workload: 'staff-service',
        shares: ninetyTen,
      },
    },
    {
      id: 'inside',
      probe: {
        kind: 'traffic',
        from: 'default/api-gateway',
        url: 'http://fleetman-staff-service:8080/driver/City%20Truck',
        count: 1000,
        groupBy: 'version',
        workload: 'staff-service',
        shares: ninetyTen,
      },
    },
  ],
  hints: 4,
  solution: 'solution.sh',
  wrong: [
    {
      file: 'missing-subset.yaml',
      feedback: 'missing-subset',
      detect: { diagnostic: 'IST0101', kind: 'VirtualService' },
    },
    {
      file: 'empty-subset.yaml',
      feedback: 'empty-subset',
      detect: { diagnostic: 'IST0173', kind: 'DestinationRule' },
    },
    {
      file: 'gateway-only.yaml',
      feedback: 'gateway-only',
      detect: { diagnostic: 'IST0132', kind: 'VirtualService' },
    },
    {
      file: 'second-virtual-service.yaml',
      feedback: 'second-virtual-service',
      detect: { diagnostic: 'IST0109', kind: 'VirtualService' },
    },
    {
      file: 'swapped-weights.yaml',
      feedback: 'swapped-weights',
      detect: {
        probe: {
          kind: 'traffic',
          from: 'external',
          url,
          count: 1000,
          groupBy: 'version',
          workload: 'staff-service',
          shares: { safe: { percent: 10, tolerance: 3 }, risky: { percent: 90, tolerance: 3 } },
        },
      },
    },
  ],
});
