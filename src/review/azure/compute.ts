import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, isUnresolved, numeric, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { AzureStack, stackOf } from './stack';
import { amountOf, inside, valuesAt, when, word, yes } from './values';

/** Workloads in containers. */
export const compute: Reader = {
  types: ['azurerm_container_app', 'azurerm_container_app_job', 'azurerm_container_app_environment'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const app of graph.all('azurerm_container_app')) { readApp(stack, notes, app); }
    for (const job of graph.all('azurerm_container_app_job')) {
      readContainers(stack, notes, job);
      notes.state('compute.timeout-seconds', job, numeric(job.body.replica_timeout_in_seconds), 'replica_timeout_in_seconds');
    }
  },
};

function readApp(stack: AzureStack, notes: Notes, app: Entry): void {
  const { template, revision_mode: mode } = app.body;
  readContainers(stack, notes, app);
  notes.state('compute.min-instances', app, amountOf(inside(template, 'min_replicas'), 0), 'template.min_replicas');
  notes.state('compute.max-instances', app, amountOf(inside(template, 'max_replicas'), 10), 'template.max_replicas');
  const containers = blocksOf(inside(template, 'container'));
  const checked = containers.length > 0 && containers.every((c) => isSet(c.liveness_probe) || isSet(c.readiness_probe));
  notes.state('compute.health-check', app, typeof inside(template, 'container') === 'string' ? undefined : checked, 'template.container.liveness_probe');
  // With one revision at a time the old one keeps the traffic until the new one is ready.
  const single = word(mode);
  notes.state('compute.rollback', app, single && when(single === 'Single', true, false), 'revision_mode');
  const [isPrivate, evidence] = privately(stack, app);
  if (isSet(app.body.ingress)) { notes.state('edge.private-origin', app, isPrivate, evidence); }
}

function readContainers(stack: AzureStack, notes: Notes, workload: Entry): void {
  const containers = blocksOf(inside(workload.body.template, 'container'));
  const sum = (read: (container: any) => number | undefined) => {
    const all = containers.map(read);
    return all.length === 0 || all.includes(undefined) ? undefined : all.reduce<number>((total, n) => total + (n ?? 0), 0);
  };
  notes.state('compute.cpu', workload, sum((c) => numeric(c.cpu)), 'template.container.cpu');
  notes.state('compute.memory-mib', workload, sum((c) => mebibytes(c.memory)), 'template.container.memory');
  for (const container of containers) {
    const detail = containers.length > 1 ? word(container.name) : undefined;
    const image = imageOf(container.image);
    notes.state('compute.image', workload, image, 'template.container.image', detail);
    notes.state('compute.image-pinned', workload, pinned(stack, container.image), 'template.container.image', detail);
  }
}

/** An image as it is named; a variable is told. */
function imageOf(image: unknown): string | undefined {
  const variable = /^\$\{var\.([\w-]+)\}$/.exec(String(image));
  if (variable) { return `the image in variable ${variable[1]}`; }
  return typeof image === 'string' ? image.replace(/\$\{var\.([\w-]+)\}/g, 'variable $1') : undefined;
}

/** Named by a digest, also where a variable holds the digest, or a variable that takes nothing else. */
function pinned(stack: AzureStack, image: unknown): boolean | undefined {
  if (typeof image !== 'string') { return undefined; }
  if (/@sha256:[0-9a-f]{64}$/.test(image) || /@\$\{var\.[\w-]+\}$/.test(image)) { return true; }
  const variable = /^\$\{var\.([\w-]+)\}$/.exec(image)?.[1];
  if (variable && /@sha256/.test(JSON.stringify(stack.graph.tf?.variable?.[variable]?.validation ?? ''))) { return true; }
  return isUnresolved(image) ? undefined : false;
}

function mebibytes(memory: unknown): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(Gi|Mi)$/.exec(text(memory) ?? '');
  return match ? Number(match[1]) * (match[2] === 'Gi' ? 1024 : 1) : undefined;
}

/** Whether an app can be called from the networks of its environment only, and what says so. */
export function privately(stack: AzureStack, app: Entry): [boolean | undefined, { address: string; argument: string }[]] {
  const environment = stack.find(app.body.container_app_environment_id);
  const external = yes(inside(app.body.ingress, 'external_enabled'), false);
  if (external === false) { return [true, [{ address: app.address, argument: 'ingress.external_enabled' }]]; }
  if (!environment) { return [undefined, []]; }
  const internal = yes(environment.body.internal_load_balancer_enabled, false);
  const closed = word(environment.body.public_network_access, internal ? 'Disabled' : 'Enabled');
  const evidence = [{ address: environment.address, argument: 'internal_load_balancer_enabled' }, { address: environment.address, argument: 'public_network_access' }];
  if (internal === true || closed === 'Disabled') { return [true, evidence]; }
  return [internal === undefined || closed === undefined ? undefined : false, evidence];
}

/** Identities that a resource runs as. */
export function identitiesOf(stack: AzureStack, entry: Entry): Entry[] {
  return valuesAt(entry.body, 'identity.identity_ids').map((id) => stack.find(id)).filter((found): found is Entry => found !== undefined);
}
