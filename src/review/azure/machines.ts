import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { AzureStack, stackOf } from './stack';
import { stateStore } from './stores';
import { amountOf, inside, valuesAt, word, yes } from './values';

const LINUX = ['azurerm_linux_virtual_machine', 'azurerm_linux_virtual_machine_scale_set'];
const WINDOWS = ['azurerm_windows_virtual_machine', 'azurerm_windows_virtual_machine_scale_set'];

/** Machines and their disks. */
export const machines: Reader = {
  types: [...LINUX, ...WINDOWS, 'azurerm_managed_disk', 'azurerm_snapshot', 'azurerm_virtual_machine_data_disk_attachment', 'azurerm_disk_encryption_set'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const machine of graph.all(...LINUX, ...WINDOWS)) { readMachine(stack, notes, machine); }
    for (const disk of graph.all('azurerm_managed_disk')) { readDisk(stack, notes, disk); }
    for (const snapshot of graph.all('azurerm_snapshot')) {
      notes.state('data.prevent-destroy', snapshot, stack.keepsFromDestroy(snapshot), 'lifecycle.prevent_destroy');
      notes.state('data.residency', snapshot, stack.location(snapshot.body.location), 'location');
    }
  },
};

function readMachine(stack: AzureStack, notes: Notes, machine: Entry): void {
  const { body } = machine;
  notes.state('data.prevent-destroy', machine, stack.keepsFromDestroy(machine), 'lifecycle.prevent_destroy');
  const set = inside(body.os_disk, 'disk_encryption_set_id');
  notes.state('compute.key', machine, keyOwner(stack, set), 'os_disk.disk_encryption_set_id');
  const byPassword = WINDOWS.includes(machine.type) || yes(body.disable_password_authentication, true) === false;
  if (byPassword) { notes.state('data.login', machine, 'password', WINDOWS.includes(machine.type) ? 'admin_username' : 'disable_password_authentication'); }
  if (valuesAt(body, 'network_interface.ip_configuration.public_ip_address').length > 0) { notes.state('network.public-address', machine, true, 'network_interface.ip_configuration.public_ip_address'); }
}

function readDisk(stack: AzureStack, notes: Notes, disk: Entry): void {
  const { body } = disk;
  const kind = word(body.storage_account_type);
  stateStore(stack, notes, disk, {
    'data.key': [keyOwner(stack, isSet(body.disk_encryption_set_id) ? body.disk_encryption_set_id : body.secure_vm_disk_encryption_set_id), 'disk_encryption_set_id'],
    // Azure keeps no log of what a machine reads from its disk.
    'data.access-log': [undefined],
    'data.redundancy': [kind && (/ZRS$/.test(kind) ? 'zones' : 'zone'), 'storage_account_type'],
    'data.size': [amountOf(body.disk_size_gb), 'disk_size_gb'],
  });
}
