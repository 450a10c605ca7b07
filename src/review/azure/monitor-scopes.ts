import { TerraformGraph } from '../../clouds/rule-graph';
import { Notes, Reader } from '../reader';
import { word } from './values';

/** Private ways to Azure's monitoring: whether logs may also come and be read from elsewhere. */
export const monitorScopes: Reader = {
  types: ['azurerm_monitor_private_link_scope'],
  read(graph: TerraformGraph, notes: Notes): void {
    for (const scope of graph.all('azurerm_monitor_private_link_scope')) {
      for (const [argument, what] of [['ingestion_access_mode', 'writing logs by the private way only'], ['query_access_mode', 'reading logs by the private way only']]) {
        const mode = word(scope.body[argument], 'Open');
        // Open is what reading from the portal needs; only what is closed is a guardrail.
        if (argument === 'ingestion_access_mode' || mode === 'PrivateOnly') { notes.state('guard.enabled', scope, mode === undefined ? undefined : mode === 'PrivateOnly', argument, what); }
      }
    }
  },
};
