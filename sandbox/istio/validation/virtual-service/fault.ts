import type { Field } from '../../kinds/field';
import { grpcStatuses } from '../../kinds/virtual-service/grpc-status';
import { durationProblem, httpStatusProblem, percentageProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { Findings } from '../findings';

/** Checks faults made on purpose. Its warnings never reach the learner in istiod, so there are none. */
export function checkFault(fault: Field): Findings {
  const findings = new Findings();
  if (!fault.isSet) return findings;
  const [abort, delay] = [fault.at('abort'), fault.at('delay')];
  if (!abort.isSet && !delay.isSet) {
    findings.listedError(fault, 'HTTP fault injection must have an abort and/or a delay');
  }
  if (abort.isSet) checkAbort(abort, findings);
  if (delay.isSet) checkDelay(delay, findings);
  return findings;
}

function checkAbort(abort: Field, findings: Findings): void {
  findings.check(abort.at('percentage'), percentageProblem(abort.at('percentage')));
  const grpc = abort.at('grpcStatus');
  if (grpc.isSet && !grpcStatuses.includes(grpc.text)) {
    findings.error(
      grpc,
      `gRPC status ${quote(grpc.text)} is not supported. See https://github.com/grpc/grpc/blob/master/doc/statuscodes.md ` +
        "for a list of supported codes, for example 'NOT_FOUND'",
    );
  }
  if (abort.has('http2Error')) {
    findings.error(abort.at('http2Error'), 'HTTP/2 abort fault injection not supported yet');
  }
  const status = abort.at('httpStatus');
  if (status.isSet) findings.check(status, httpStatusProblem(status.number));
}

function checkDelay(delay: Field, findings: Findings): void {
  findings.check(delay.at('percentage'), percentageProblem(delay.at('percentage')));
  const [fixed, exponential] = [delay.at('fixedDelay'), delay.at('exponentialDelay')];
  if (fixed.isSet) findings.check(fixed, durationProblem(fixed));
  if (!exponential.isSet) return;
  findings.check(exponential, durationProblem(exponential));
  findings.listedError(exponential, 'exponentialDelay not supported yet');
}
