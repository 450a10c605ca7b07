import { awsFacts } from './facts/aws';
import { azureFacts } from './facts/azure';
import { Fact } from './facts/fact';
import { googleFacts } from './facts/google';
import { Cloud } from './tables';

/** Known faults by cloud. */
export const FACTS: { readonly [cloud in Cloud]: readonly Fact[] } = { aws: awsFacts, azure: azureFacts, google: googleFacts };
