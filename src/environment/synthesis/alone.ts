import { TerraformStack } from 'cdktf';
import { ensureBackend } from '../host';
import { invokeAspects } from './aspects';
import { prepareReferences } from './prepare';
import { NOT_STRAIGHT } from './straight';
import { toTerraformOnce } from './to-terraform';

/** The Terraform of a stack that is the only one of its app, and that nobody writes. */
export function resolvedAlone(stack: TerraformStack): any {
  ensureBackend(stack);
  invokeAspects(stack);
  try {
    return toTerraformOnce(stack, undefined, true);
  } catch (error) {
    if (error !== NOT_STRAIGHT) { throw error; }
    prepareReferences(stack);
    return toTerraformOnce(stack);
  }
}
