import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '../adapter';
import { ProxyConfigMesh, type ProxyConfigCase } from '../cli/proxy-config-mesh';
import { difference } from '../cli/recorded-case';
import type { Scenario } from '../differential/scenario';

/** Recorded `istioctl proxy-config`: what istiod gives proxies, as istioctl shows it. */
export const adapter: Adapter = {
  key: 'cli/proxy-config',
  run(corpusDirectory) {
    const path = join(corpusDirectory, 'cli/proxy-config.json');
    if (!existsSync(path)) return { pass: 0, total: 0, failures: [] };
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly ProxyConfigCase[];
    const scenarios = JSON.parse(
      readFileSync(join(corpusDirectory, 'differential/lesson.json'), 'utf8'),
    ) as readonly Scenario[];
    const meshes = new Map<string, ProxyConfigMesh>();
    const meshOf = (id: string): ProxyConfigMesh => {
      const scenario = scenarios.find((one) => one.id === id);
      if (!scenario) throw new Error(`there is no scenario ${id}`);
      const mesh = meshes.get(id) ?? new ProxyConfigMesh(scenario);
      meshes.set(id, mesh);
      return mesh;
    };
    const failures = cases.flatMap((recorded) => {
      const why = compare(recorded, meshOf);
      return why === undefined ? [] : [{ id: `${recorded.scenario} ${recorded.proxy} ${recorded.cmd}`, why }];
    });
    return { pass: cases.length - failures.length, total: cases.length, failures };
  },
};

function compare(recorded: ProxyConfigCase, meshOf: (id: string) => ProxyConfigMesh): string | undefined {
  try {
    const printed = meshOf(recorded.scenario).run(recorded);
    const { cmd, stdout, stderr = '', exitCode = 0 } = recorded;
    const hasAddresses = ownAddress.test(stdout);
    return difference(
      {
        cmd,
        stdout: hasAddresses ? masked(stdout) : stdout,
        stderr,
        exitCode,
        unorderedLines: hasAddresses && !/ -o (json|yaml)/.test(cmd),
      },
      { ...printed, stdout: hasAddresses ? masked(printed.stdout) : printed.stdout },
    );
  } catch (error) {
    return `sandbox bug: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`;
  }
}

/** An address that Kubernetes hands out; each cluster has its own. */
const ownAddress = /\b10(?:\.\d+){3}/;

/** Without addresses, and without the widths of columns that follow from them. */
function masked(text: string): string {
  return text.replace(new RegExp(ownAddress, 'g'), '<IP>').replace(/(?<=\S) +/g, ' ');
}
