import { createHash } from 'crypto';
import { evidenceOf } from '../../../src/governance/evidence';
import { rich } from '../../review/page/rich';
import { governedStacks, handMade } from '../support';
import { faultsOf } from './validate';

const inventoryOf = (zone: string, stack = 'orders') => {
  const { model, terraform } = governedStacks(zone)[stack];
  return { model, terraform, bom: JSON.parse(evidenceOf(model, stack, terraform)[`evidence/${stack}/inventory.cdx.json`]) };
};
const propOf = (thing: any, name: string) => thing.properties?.find((p: any) => p.name === name)?.value;

describe('Inventory', () => {
  test.each(['eu-aws', 'eu-azure', 'eu-google'])('follows the published schema of CycloneDX in %s', (zone) => {
    for (const stack of ['orders', 'foundation']) { expect(faultsOf('cyclonedx-1.6', inventoryOf(zone, stack).bom)).toEqual([]); }
  });

  test('has every resource with its construct, and each reference once', () => {
    const { model, bom } = inventoryOf('eu-aws');
    const platforms = bom.components.filter((c: any) => c.type === 'platform');
    expect(platforms.map((c: any) => c['bom-ref']).sort()).toEqual(model.resources.map((r) => r.address).sort());
    const cluster = platforms.find((c: any) => propOf(c, 'terraform:type') === 'aws_rds_cluster');
    expect(propOf(cluster, 'groundwork:construct-path')).toBe('orders/database/cluster');
    expect(propOf(cluster, 'groundwork:pattern')).toMatch(/^customer-facing-api /);
    const refs = [...bom.components, ...bom.services, bom.metadata.component].map((c: any) => c['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { ref, dependsOn } of bom.dependencies) { expect(refs).toEqual(expect.arrayContaining([ref, ...dependsOn])); }
  });

  test.each([['eu-aws', 'aws'], ['eu-azure', 'azurerm'], ['eu-google', 'google']])('has the provider of %s with its version', (zone, name) => {
    const { bom, terraform } = inventoryOf(zone);
    expect(bom.components.filter((c: any) => c.type === 'library')).toMatchObject([{ group: 'hashicorp', name, version: terraform.terraform.required_providers[name].version }]);
  });

  test.each(['eu-aws', 'eu-azure', 'eu-google'])('has the image of the service in %s with the digest that the variable begins with', (zone) => {
    const { bom, terraform } = inventoryOf(zone);
    const image = bom.components.find((c: any) => c.type === 'container' && propOf(c, 'groundwork:set-by-variable') === 'image_orders_service');
    expect(`${image.name}@sha256:${image.hashes[0].content}`).toBe(terraform.variable.image_orders_service.default);
    expect(propOf(image, 'groundwork:pinned')).toBe('yes');
  });

  test('has what functions run, with the digest of the package that is uploaded', () => {
    const { bom, terraform } = inventoryOf('eu-aws');
    const functions = bom.components.filter((c: any) => c.type === 'application');
    expect(functions.map((c: any) => c.name).sort()).toEqual(Object.values<any>(terraform.resource.aws_lambda_function).map((f) => f.function_name).sort());
    const uploaded = Object.values<any>(terraform.resource.aws_s3_object).map((o) => createHash('sha256').update(Buffer.from(o.content_base64, 'base64')).digest('hex'));
    expect(functions.map((c: any) => c.hashes[0].content).sort()).toEqual(uploaded.sort());
    expect(propOf(functions[0], 'groundwork:runtime')).toMatch(/^nodejs/);
  });

  test('has what can be reached, and says how callers prove who they are', () => {
    const { bom } = inventoryOf('eu-aws');
    expect(bom.services.find((s: any) => s.name === 'orders/service/service')).toMatchObject({ 'authenticated': true, 'x-trust-boundary': true });
    const made = rich({ resources: 24 });
    const open = { ...made, reach: made.reach.map((r) => ({ ...r, authentication: 'none' })), governance: handMade(made) };
    const services = JSON.parse(evidenceOf(open, 's', {})['evidence/s/inventory.cdx.json']).services;
    expect(services.some((s: any) => s.authenticated)).toBe(false);
  });

  test('an image that can change is said to be', () => {
    const model = rich({ resources: 24 });
    const [{ address }] = model.resources;
    const [type, name] = [address.slice(0, address.indexOf('.')), address.slice(address.indexOf('.') + 1)];
    const terraform = (image: string) => ({ resource: { [type]: { [name]: { template: [{ container: { image } }], container_definitions: '[{"image":"registry.example:5000/a/b:1.2","command":${jsonencode(["x"])}}]' } } } });
    const images = JSON.parse(evidenceOf({ ...model, governance: handMade(model) }, 's', terraform('ghcr.io/acme/api'))['evidence/s/inventory.cdx.json']).components.filter((c: any) => c.type === 'container');
    expect(images.map((c: any) => [c.name, c.version, propOf(c, 'groundwork:pinned')])).toEqual([['ghcr.io/acme/api', undefined, 'no'], ['registry.example:5000/a/b', '1.2', 'no']]);
  });
});
