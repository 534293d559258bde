import type { Field } from '../../kinds/field';
import { addressProblem } from '../checks/ip';
import { portProblem } from '../checks/numbers';
import { protocolProblem } from '../checks/protocol';
import { unixAddressProblem, unixPrefix } from '../checks/unix-address';
import { Findings } from '../findings';
import { checkServerHost } from '../gateway/server-host';
import { portNameProblem } from '../workload-entry/validate';

/** Checks which services the pods may reach; the namespace is the Sidecar's. */
export function checkEgress(listeners: Field, namespace: string): Findings {
  const findings = new Findings();
  const numbers = new Set<number>();
  const sockets = new Set<string>();
  let catchAll = false;
  const last = listeners.items.length - 1;
  for (const [index, listener] of listeners.items.entries()) {
    if (!listener.isSet) {
      findings.error(listener, 'egress listener may not be null');
      continue;
    }
    if (listener.has('port')) checkPort(listener, numbers, sockets, findings);
    else if (catchAll) {
      findings.error(listener, 'sidecar: egress can have only one listener with empty port');
      continue;
    } else if (index === last) catchAll = true;
    else {
      findings.error(
        listener,
        'sidecar: the egress listener with empty port should be the last listener in the list',
      );
    }
    checkHosts(listener.at('hosts'), namespace, findings);
  }
  return findings;
}

function checkPort(listener: Field, numbers: Set<number>, sockets: Set<string>, findings: Findings): void {
  const [port, bind] = [listener.at('port'), listener.at('bind')];
  if (port.at('targetPort').number > 0) {
    findings.error(port.at('targetPort'), 'targetPort has no impact on Sidecars');
  }
  const name = port.at('name');
  if (name.text !== '') findings.check(name, portNameProblem(name.text));
  findings.check(port.at('protocol'), protocolProblem(port.at('protocol').text));
  const number = port.at('number');
  if (number.number === 0) {
    checkSocket(listener, findings);
    if (sockets.has(bind.text)) {
      findings.error(bind, 'sidecar: unix domain socket values for listeners must be unique');
    }
    sockets.add(bind.text);
    return;
  }
  findings.check(number, portProblem(number.number));
  if (bind.text !== '') findings.check(bind, addressProblem(bind.text));
  if (numbers.has(number.number)) {
    findings.error(number, 'sidecar: ports on IP bound listeners must be unique');
  }
  numbers.add(number.number);
}

function checkSocket(listener: Field, findings: Findings): void {
  const bind = listener.at('bind');
  if (bind.text.startsWith(unixPrefix)) {
    findings.check(bind, unixAddressProblem(bind.text.slice(unixPrefix.length)));
  } else {
    findings.error(bind, 'sidecar: ports with 0 value must have a unix domain socket bind address');
  }
  const mode = listener.at('captureMode');
  if (!['', 'DEFAULT', 'NONE'].includes(mode.text)) {
    findings.error(mode, 'sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners');
  }
}

function checkHosts(hosts: Field, namespace: string, findings: Findings): void {
  if (hosts.items.length === 0) {
    findings.error(hosts, 'sidecar: egress listener must contain at least one host');
    return;
  }
  const byNamespace = new Map<string, Set<string>>();
  for (const host of hosts.items) {
    const slash = host.text.indexOf('/');
    if (slash >= 0 && !host.text.startsWith('~')) {
      const written = host.text.slice(0, slash);
      const owner = written === '.' ? namespace : written;
      const name = host.text.slice(slash + 1);
      const names = byNamespace.get(owner) ?? new Set<string>();
      byNamespace.set(owner, names);
      const repeated = name === '*' ? names.size > 0 : names.has(name) || names.has('*');
      if (repeated) findings.warning(host, `duplicated egress host: ${host.text}`);
      names.add(name);
    }
    findings.addErrors(checkServerHost(host, 'sidecar'));
  }
  if (byNamespace.get('*')?.has('*') === true && byNamespace.size !== 1) {
    findings.warning(hosts, '`*/*` host select all resources, no other hosts can be added');
  }
}
