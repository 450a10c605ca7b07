import * as fs from 'fs';
import * as path from 'path';
import { IStackSynthesizer, ISynthesisSession } from 'cdktf';
import { ConstructOrder } from 'constructs';
import { throwFaults } from '../../errors';
import { isSynthesized } from '../shard';
import { annotationsOf } from './annotations';
import { PlaceStack } from './check';
import { Gate } from './gate';

const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

/** Writes a stack as the host does, from the content that was checked. */
export class CheckedSynthesizer implements IStackSynthesizer {
  public constructor(private readonly stack: PlaceStack) {}

  public synthesize(session: ISynthesisSession): void {
    if (!isSynthesized(this.stack)) { return; }
    const gate = Gate.of(this.stack);
    try {
      const manifest = session.manifest.forStack(this.stack);
      fs.mkdirSync(path.join(session.outdir, manifest.workingDirectory), { recursive: true });
      const nodes: any[] = this.stack.node.findAll(ConstructOrder.POSTORDER);
      nodes.forEach((node) => node[CUSTOM_SYNTHESIS]?.onSynthesize(session));
      const annotations = annotationsOf(this.stack);
      (manifest as any).annotations = annotations;
      throwFaults('Error annotations', annotations.filter((a) => a.level === '@cdktf/error').map((a) => ({ where: a.constructPath, problem: a.message, mend: '' })));
      gate.write(this.stack, session.outdir);
    } catch (error) {
      gate.discard();
      throw error;
    }
  }
}
