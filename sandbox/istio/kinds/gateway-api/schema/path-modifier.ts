// data table
import type { Schema } from '../../../../kube/index';

/** A change of the path. */
export const pathModifier: Schema = {
  type: 'object',
  required: ['type'],
  rules: [
    {
      rule: "self.type == 'ReplaceFullPath' ? has(self.replaceFullPath) : true",
      message: "replaceFullPath must be specified when type is set to 'ReplaceFullPath'",
    },
    {
      rule: "has(self.replaceFullPath) ? self.type == 'ReplaceFullPath' : true",
      message: "type must be 'ReplaceFullPath' when replaceFullPath is set",
    },
    {
      rule: "self.type == 'ReplacePrefixMatch' ? has(self.replacePrefixMatch) : true",
      message: "replacePrefixMatch must be specified when type is set to 'ReplacePrefixMatch'",
    },
    {
      rule: "has(self.replacePrefixMatch) ? self.type == 'ReplacePrefixMatch' : true",
      message: "type must be 'ReplacePrefixMatch' when replacePrefixMatch is set",
    },
  ],
  properties: {
    replaceFullPath: { type: 'string', description: 'The whole new path.', maxLength: 1024 },
    replacePrefixMatch: {
      type: 'string',
      description: 'What stands instead of the prefix that matched.',
      maxLength: 1024,
    },
    type: {
      type: 'string',
      description: 'ReplaceFullPath or ReplacePrefixMatch.',
      enum: ['ReplaceFullPath', 'ReplacePrefixMatch'],
    },
  },
};
