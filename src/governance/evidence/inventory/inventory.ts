import { packageVersion } from '../../../package-version';
import { Part, ReviewResource } from '../../../review/model';
import { EvidenceSubject } from '../subject';
import { safe } from '../text';
import { uuid } from '../uuid';
import { Image, imagesOf } from './images';
import { Package, packagesOf } from './packages';
import { servicesOf } from './services';

interface Component { readonly 'bom-ref': string; readonly [property: string]: unknown }

/** What a stack consists of as CycloneDX 1.6: its resources, the providers that make them, the images and packages that run in them, the services. */
export function inventory(subject: EvidenceSubject, terraform: any): string {
  const { model, identity, folder, file } = subject;
  const digest = model.digest;
  const parts = new Map(model.parts.map((p) => [p.path, p]));
  const addresses = new Set(model.resources.map((r) => r.address));
  const images = imagesOf(terraform, addresses);
  const root = { 'type': 'application', 'bom-ref': 'stack', 'name': identity.stack, 'hashes': [{ alg: 'SHA-256', content: digest }], ...properties({ file, kind: identity.kind, stage: identity.stage, cloud: identity.cloud, 'landing-zone': identity.landingZone, pod: identity.pod?.name }) };
  const components = [
    ...providersOf(terraform), ...images.map(imageComponent), ...packagesOf(terraform, addresses).map(packageComponent),
    ...model.resources.map((r) => resourceComponent(r, parts.get(r.part))).sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
  ];
  return `${JSON.stringify({
    bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${uuid('inventory', folder, digest)}`, version: 1,
    metadata: { tools: { components: [{ type: 'application', name: 'cdktf-groundwork', version: packageVersion() }] }, component: root },
    components: [...new Map(components.map((c) => [c['bom-ref'], c])).values()],
    services: servicesOf(model, parts),
    dependencies: dependenciesOf(images),
  })}\n`;
}

function properties(values: { readonly [name: string]: string | undefined }): { properties?: object[] } {
  const list = Object.entries(values).flatMap(([name, value]) => (value ? [{ name: name.includes(':') ? name : `groundwork:${name}`, value }] : []));
  return list.length > 0 ? { properties: list } : {};
}

function resourceComponent({ address, type, path, name, part }: ReviewResource, of?: Part): Component {
  return {
    'type': 'platform', 'bom-ref': safe(address), 'name': safe(name ?? path),
    ...properties({ 'terraform:type': safe(type), 'construct-path': safe(path), 'part': safe(part), 'kind': of && safe(of.kind), 'pattern': of?.pattern && safe(of.pattern), 'classification': of?.classification && safe(of.classification) }),
  };
}

/** Providers are pinned by the Terraform itself; its lock file has their checksums. */
function providersOf(terraform: any): Component[] {
  return Object.entries<any>(terraform?.terraform?.required_providers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { source = name, version } = {} as any]) => ({
    'type': 'library', 'bom-ref': safe(`provider:${name}`), 'group': safe(String(source).includes('/') ? String(source).replace(/\/[^/]*$/, '') : 'hashicorp'), 'name': safe(String(source).replace(/^.*\//, '')),
    ...(typeof version === 'string' ? { version: safe(version) } : {}), 'description': 'Terraform provider',
  }));
}

function refOf({ name, version, digest }: Image): string {
  return safe(`image:${name}${version ? `:${version}` : ''}${digest ? `@sha256:${digest}` : ''}`);
}

function imageComponent(image: Image): Component {
  const { name, version, digest, variable } = image;
  return {
    'type': 'container', 'bom-ref': refOf(image), 'name': safe(name), ...(version ?? digest ? { version: safe(version ?? `sha256:${digest}`) } : {}), ...hashes(digest),
    ...properties({ 'pinned': digest ? 'yes' : 'no', 'set-by-variable': variable && safe(variable) }),
  };
}

function packageComponent({ address, name, kind, digest, runtime }: Package): Component {
  return { 'type': kind, 'bom-ref': safe(`package:${address}`), 'name': safe(name || address), ...hashes(digest), ...properties({ 'terraform:address': safe(address), 'pinned': digest ? 'yes' : 'no', 'runtime': runtime && safe(runtime) }) };
}

function hashes(digest: string | undefined): object {
  return digest ? { hashes: [{ alg: 'SHA-256', content: digest }] } : {};
}

/** Which resource runs which image. */
function dependenciesOf(images: readonly Image[]): object[] {
  const used = new Map<string, Set<string>>();
  for (const image of images) { used.set(safe(image.usedBy), new Set([...used.get(safe(image.usedBy)) ?? [], refOf(image)])); }
  return [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ref, on]) => ({ ref, dependsOn: [...on].sort() }));
}
