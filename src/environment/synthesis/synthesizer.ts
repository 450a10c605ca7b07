import * as fs from 'fs';
import * as path from 'path';
import { IStackSynthesizer, ISynthesisSession } from 'cdktf';
import { throwFaults } from '../../errors';
import { isSynthesized } from '../shard';
import { annotationsOf, errorsIn } from './annotations';
import { PlaceStack } from './check';
import { synthesizeCustom } from './custom-synthesis';
import { Gate } from './gate';

/** Writes a stack as the host does, from the content that was checked. */
export class CheckedSynthesizer implements IStackSynthesizer {
  public constructor(private readonly stack: PlaceStack) {}

  public synthesize(session: ISynthesisSession): void {
    if (!isSynthesized(this.stack)) { return; }
    const gate = Gate.of(this.stack);
    try {
      this.write(gate, session);
    } catch (error) {
      gate.discard();
      throw error;
    }
  }

  private write(gate: Gate, session: ISynthesisSession): void {
    const passed = gate.passedOf(this.stack);
    const manifest: any = session.manifest.forStack(this.stack);
    manifest.annotations = passed.annotations;
    if (passed.customSynthesis) {
      fs.mkdirSync(path.join(session.outdir, manifest.workingDirectory), { recursive: true });
      synthesizeCustom(this.stack, session);
      manifest.annotations = annotationsOf(this.stack.node.findAll());
      throwFaults('Error annotations', errorsIn(manifest.annotations));
    }
    gate.write(this.stack, session.outdir);
  }
}
