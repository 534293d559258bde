// data table
import type { Schema } from '../../../../kube/index';
import { notRepeated, routeFilter, sharedFilters } from './filter';

/** The filters of a rule or a backend of a GRPCRoute. */
export const grpcFilters: Schema = {
  type: 'array',
  description: 'Changes on the way.',
  maxItems: 16,
  rules: notRepeated('RequestHeaderModifier', 'ResponseHeaderModifier'),
  items: routeFilter(
    ['ResponseHeaderModifier', 'RequestHeaderModifier', 'RequestMirror', 'ExtensionRef'],
    [
      ['RequestHeaderModifier', 'requestHeaderModifier'],
      ['ResponseHeaderModifier', 'responseHeaderModifier'],
      ['RequestMirror', 'requestMirror'],
      ['ExtensionRef', 'extensionRef'],
    ],
    sharedFilters,
  ),
};
