import type { VirtualFiles } from '../files';
import type { Process } from '../../sim/index';
import type { Output } from './streams';

/** Appends to a file. @throws FileError when it cannot be written. */
export class FileOutput implements Output {
  readonly isTerminal = false;

  constructor(
    private readonly files: VirtualFiles,
    private readonly path: string,
  ) {}

  *write(text: string): Process<boolean> {
    this.files.write(this.path, (this.files.read(this.path) ?? '') + text);
    return true;
  }
}
