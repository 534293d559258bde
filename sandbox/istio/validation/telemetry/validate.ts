import type { Field } from '../../kinds/field';
import { checkOneSelector, checkTargets, checkWorkloadSelector } from '../checks/selector';
import { Findings } from '../findings';
import type { Subject } from '../webhook';

/** Checks a Telemetry. Semantics: istio pkg/config/validation, ValidateTelemetry (CEL filters are not compiled). */
export function validateTelemetry({ spec }: Subject): Findings {
  const findings = checkOneSelector(spec);
  findings.add(checkWorkloadSelector(spec.at('selector')));
  findings.add(checkTargets(spec));
  findings.add(checkMetrics(spec.at('metrics')));
  findings.add(checkTracing(spec.at('tracing')));
  for (const logging of spec.at('accessLogging').items) checkProviders(logging, findings);
  return findings;
}

function checkProviders(owner: Field, findings: Findings): void {
  const nameless = owner.at('providers').items.find((provider) => provider.at('name').text === '');
  if (nameless) findings.error(nameless, 'providers.name may not be empty');
}

function checkMetrics(metrics: Field): Findings {
  const findings = new Findings();
  for (const metric of metrics.items) {
    checkProviders(metric, findings);
    for (const override of metric.at('overrides').items) {
      if (override.isSet) checkOverride(override, findings);
      else findings.error(override, 'tagOverrides may not be null');
    }
  }
  return findings;
}

function checkOverride(override: Field, findings: Findings): void {
  for (const [name, tag] of override.at('tagOverrides').entries) {
    if (name === '') findings.warning(tag, 'tagOverrides.name may not be empty');
    if (!tag.isSet) {
      findings.error(tag, 'tagOverrides may not be null');
      continue;
    }
    const value = tag.at('value').text;
    if (tag.at('operation').text === 'REMOVE') {
      if (value !== '') {
        findings.error(tag, 'tagOverrides.value may only be set when operation is UPSERT');
      }
    } else if (value === '') {
      findings.error(tag, 'tagOverrides.value must be set when operation is UPSERT');
    }
  }
  const custom = override.at('match').at('customMetric');
  if (custom.isSet && custom.text === '') findings.error(custom, 'customMetric may not be empty');
}

function checkTracing(tracing: Field): Findings {
  const findings = new Findings();
  if (tracing.items.length > 1) {
    findings.warning(tracing, 'multiple tracing is not currently supported');
  }
  for (const trace of tracing.items) {
    if (trace.at('providers').items.length > 1) {
      findings.warning(trace.at('providers'), 'multiple providers is not currently supported');
    }
    checkProviders(trace, findings);
    const percentage = trace.at('randomSamplingPercentage');
    if (percentage.number < 0 || percentage.number > 100) {
      findings.error(percentage, 'randomSamplingPercentage must be in range [0.0, 100.0]');
    }
    for (const [name, tag] of trace.at('customTags').entries) checkTag(name, tag, findings);
  }
  return findings;
}

const tagWays = [
  ['literal', 'value', 'literal tag value'],
  ['header', 'name', 'header tag name'],
  ['environment', 'name', 'environment tag name'],
] as const;

function checkTag(name: string, tag: Field, findings: Findings): void {
  if (name === '') findings.error(tag, 'tag name may not be empty');
  if (!tag.isSet) {
    findings.error(tag, `tag '${name}' may not have a nil value`);
    return;
  }
  for (const [way, field, words] of tagWays) {
    if (tag.has(way) && tag.at(way).at(field).text === '') {
      findings.error(tag.at(way), `${words} may not be empty`);
    }
  }
}
