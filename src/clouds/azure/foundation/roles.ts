import { Construct } from 'constructs';
import { RoleDefinition } from '../resources';
import { FoundationContext } from './context';

/** Rights that no built-in role gives alone. */
const ROLES: { readonly [purpose: string]: { readonly actions?: string[]; readonly dataActions?: string[] } } = {
  // Adds and changes blobs without reading or deleting them.
  'blob-writer': {
    dataActions: [
      'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
      'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action',
    ],
  },
  // Sets new versions of a secret. On the control plane `read` answers with name and dates, never with the value.
  'secret-rotator': {
    actions: ['Microsoft.KeyVault/vaults/secrets/read', 'Microsoft.KeyVault/vaults/secrets/write'],
  },
};

/** Role definitions of Groundwork: environments refer to them by a computed id. */
export function roles(context: FoundationContext): void {
  const scope = new Construct(context.scope, 'roles');
  const subscription = `/subscriptions/${context.ids.subscription}`;
  for (const [purpose, role] of Object.entries(ROLES)) {
    const { name, uuid } = context.ids.role(purpose);
    new RoleDefinition(scope, purpose, {
      name,
      roleDefinitionId: uuid,
      scope: subscription,
      assignableScopes: [subscription],
      permissions: [{ actions: role.actions ?? [], dataActions: role.dataActions ?? [], notActions: [], notDataActions: [] }],
    });
  }
}
