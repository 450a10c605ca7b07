import { CustomerFacingApi } from '../../../patterns/customer-facing-api/customer-facing-api';
import { CONTRACT } from '../../../patterns/customer-facing-api/contract';
import { CloudName } from '../../../src/environment/landing-zone';
import { InputKind, PatternContract } from '../../../src/governance/pattern-contract';
import { placesOf, unheardOf } from '../../../src/governance/shape/places';
import { on, Shelf, SHELF } from './shelf';

const VALUES = CONTRACT.inputs.filter(({ kind }) => kind !== InputKind.STRUCTURAL).map(({ path }) => path).sort();
const made: { [cloud: string]: ReturnType<typeof placesOf> } = {};
const places = (cloud: CloudName) => made[cloud] ??= placesOf(CustomerFacingApi, on(cloud));

it.each([
  [CloudName.AWS, ['database.storageGib']],
  [CloudName.AZURE, ['authentication.jwksUri']],
  [CloudName.GOOGLE, ['keyValueStore.classification', 'userDirectory.callbackUrls', 'userDirectory.scopes']],
])('every input of the customer-facing API reaches something on %s, but for those that have no counterpart there', (cloud, nothing) => {
  expect(Object.keys(places(cloud))).toEqual(VALUES);
  expect(VALUES.filter((path) => places(cloud)[path].length === 0)).toEqual(nothing);
});

it('the places are those that a reviewer would look at', () => {
  expect(places(CloudName.AWS)).toMatchObject({
    'service.healthPath': ['pattern/service/balancer/targets aws_lb_target_group.health_check.path'],
    'service.image': expect.arrayContaining(['pattern/service/task aws_ecs_task_definition.container_definitions', 'variable.image_pattern_service (as a whole)']),
    'database.databaseName': expect.arrayContaining(['pattern/database/cluster aws_rds_cluster.database_name', 'pattern/service/task aws_ecs_task_definition.container_definitions']),
    'objectStore.immutableDays': [
      'pattern/objects/bucket aws_s3_bucket.object_lock_enabled', 'pattern/objects/lock aws_s3_bucket_object_lock_configuration (as a whole)',
      'pattern/objects/lock aws_s3_bucket_object_lock_configuration.rule.default_retention.days',
    ],
    'rateLimits.perClient': ['pattern/gateway/firewall/acl aws_wafv2_web_acl.rule.statement.rate_based_statement.limit'],
  });
  // A rule that is named after a host is named after the value.
  expect(places(CloudName.GOOGLE)['authentication.jwksUri']).toContain('network/<its name> google_compute_network_firewall_policy_rule (as a whole)');
  expect(places(CloudName.AZURE)['database.storageGib']).toEqual(['pattern/database/server azurerm_postgresql_flexible_server.storage_mb']);
});

it('nothing of a sample is in a place: a place is the same whatever the value', () => {
  const texts = Object.values(CloudName).flatMap((cloud) => Object.values(places(cloud)).flat()).join('\n');
  expect(texts).not.toMatch(/sample|invoice|ticket|surname|telephone|one-example|two-example/i);
});

it('no input is one that nobody hears', () => {
  expect(unheardOf({ aws: places(CloudName.AWS), azure: places(CloudName.AZURE), google: places(CloudName.GOOGLE) })).toEqual([]);
  expect(unheardOf({ aws: { name: [], port: ['x'] }, azure: { name: [], port: [] }, google: { name: [], port: [] } })).toEqual(['name']);
  // With a cloud missing, nobody can say so.
  expect(unheardOf({ aws: { name: [] }, azure: { name: [] } })).toEqual([]);
});

/** The shelf with another contract. */
function declared(change: (input: any) => any, more: PatternContract['inputs'] = []): any {
  const inputs = [...SHELF.inputs.map((input) => ({ ...input, ...change(input) })), ...more];
  class Declared extends Shelf {
    public get contract(): PatternContract { return { inputs }; }
  }
  return Declared;
}

it('a value that decides which resources there are is no value, and is named', () => {
  const part = declared(({ path }) => (path === 'items' ? { kind: InputKind.VALUE, samples: [{}, { partitionKey: 'x' }] } : {}));
  expect(() => placesOf(part, on(CloudName.AWS))).toThrow(/shelf, aws: items: is structural: with it there is also pattern\/items.* aws_dynamodb_table/);
  const undeclared = declared(({ path }) => (path === 'items.expiryAttribute' ? { adds: false } : {}));
  expect(() => placesOf(undeclared, on(CloudName.GOOGLE))).toThrow('shelf, google: items.expiryAttribute: is structural: with it there is also pattern/items/expiry google_firestore_field');
  expect(placesOf(undeclared, on(CloudName.AWS))).toHaveProperty(['items.expiryAttribute']);
  const immutable = declared(() => ({}), [{ path: 'objects.immutableDays', kind: InputKind.VALUE, samples: [0, 5], adds: true }]);
  expect(() => placesOf(immutable, on(CloudName.AWS))).toThrow(/objects.immutableDays: is structural: nothing with one value, .*aws_s3_bucket_object_lock_configuration with another/);
});
