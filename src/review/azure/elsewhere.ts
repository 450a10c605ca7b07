import { text } from '../../clouds/rule-values';
import { AzureStack } from './stack';

/** What a flow to something outside of this stack leads to: the foundation, or another subscription, which a literal id names. */
export function elsewhere(stack: AzureStack, id: unknown): string {
  const named = /^\/subscriptions\/([^/]+)/i.exec(text(id) ?? '')?.[1].toLowerCase();
  return named && stack.subscription && named !== stack.subscription ? `subscription ${named}` : 'foundation';
}
