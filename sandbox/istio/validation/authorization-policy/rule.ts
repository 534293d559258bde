import type { Field } from '../../kinds/field';
import { Findings } from '../findings';
import {
  emptyValueProblem,
  ipProblems,
  pathTemplateProblem,
  portProblems,
  serviceAccountProblem,
  trustDomainProblem,
} from './values';

type ValuesCheck = (name: string, values: readonly string[]) => string | undefined;

/** What each field of a source may hold, in the order istiod looks; the name is how it words the field. */
const sourceFields: readonly (readonly [field: string, name: string, check: ValuesCheck])[] = [
  ['principals', 'Principals', emptyValueProblem],
  ['requestPrincipals', 'RequestPrincipals', emptyValueProblem],
  ['namespaces', 'Namespaces', emptyValueProblem],
  ['serviceAccounts', 'ServiceAccounts', serviceAccountProblem],
  ['trustDomains', 'TrustDomains', trustDomainProblem],
  ['ipBlocks', 'IpBlocks', emptyValueProblem],
  ['remoteIpBlocks', 'RemoteIpBlocks', emptyValueProblem],
  ['notPrincipals', 'NotPrincipals', emptyValueProblem],
  ['notRequestPrincipals', 'NotRequestPrincipals', emptyValueProblem],
  ['notNamespaces', 'NotNamespaces', emptyValueProblem],
  ['notServiceAccounts', 'NotServiceAccounts', serviceAccountProblem],
  ['notTrustDomains', 'NotTrustDomains', trustDomainProblem],
  ['notIpBlocks', 'NotIpBlocks', emptyValueProblem],
  ['notRemoteIpBlocks', 'NotRemoteIpBlocks', emptyValueProblem],
];

function hasAny(field: Field, names: readonly string[]): boolean {
  return names.some((name) => field.at(name).items.length > 0);
}

/** Checks who a rule is about. */
export function checkSource(source: Field, at: string): Findings {
  const findings = new Findings();
  const identities = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];
  if (hasAny(source, identities) && hasAny(source, ['serviceAccounts', 'notServiceAccounts'])) {
    findings.error(source, `cannot set serviceAccounts with namespaces or principals, ${at}`);
  }
  if (!sourceFields.some(([name]) => source.at(name).items.length > 0)) {
    findings.error(source, `\`from.source\` must not be empty, ${at}`);
  }
  for (const name of ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks']) {
    const blocks = source.at(name);
    for (const problem of ipProblems(blocks.texts)) findings.listedError(blocks, problem);
  }
  for (const [field, name, check] of sourceFields) {
    findings.check(source.at(field), check(name, source.at(field).texts));
  }
  return findings;
}

/** Fields that also tell raw connections apart. */
export function sourceActsOnTcp(source: Field): boolean {
  const onlyHttp = ['requestPrincipals', 'notRequestPrincipals', 'trustDomains', 'notTrustDomains'];
  return sourceFields.some(([name]) => !onlyHttp.includes(name) && source.at(name).items.length > 0);
}

const operationFields = [
  ['ports', 'Ports'],
  ['methods', 'Methods'],
  ['paths', 'Paths'],
  ['hosts', 'Hosts'],
  ['notPorts', 'NotPorts'],
  ['notMethods', 'NotMethods'],
  ['notPaths', 'NotPaths'],
  ['notHosts', 'NotHosts'],
] as const;

/** Checks what a rule is about. */
export function checkOperation(operation: Field, at: string): Findings {
  const findings = new Findings();
  if (!operationFields.some(([name]) => operation.at(name).items.length > 0)) {
    findings.error(operation, `\`to.operation\` must not be empty, ${at}`);
  }
  for (const name of ['ports', 'notPorts']) {
    const ports = operation.at(name);
    for (const problem of portProblems(ports.texts)) findings.listedError(ports, problem);
  }
  for (const [field, name] of operationFields) {
    findings.check(operation.at(field), emptyValueProblem(name, operation.at(field).texts));
  }
  for (const [field, name] of [
    ['paths', 'Paths'],
    ['notPaths', 'NotPaths'],
  ] as const) {
    findings.check(operation.at(field), pathTemplateProblem(name, operation.at(field).texts));
  }
  return findings;
}
