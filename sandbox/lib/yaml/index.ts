/** YAML as kubectl reads and prints it, with the place of every key and value. */
export { parseYaml } from './parse';
export type { ParsedYaml, YamlDocument, YamlError } from './parse';
export { SourceIndex } from './source-index';
export { YAML_LIMITS } from './limits';
export { printYaml } from './print';
