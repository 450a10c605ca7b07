import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { Agent, agentMember } from '../../../src/clouds/google/agents';
import { addressPlan } from '../../../src/clouds/google/cidr';
import { googleNameRules } from '../../../src/clouds/google/names';
import { composeName } from '../../../src/environment/naming';
import { googleStandards, NUMBER } from './support';

const FORMS: { [type: string]: RegExp } = {
  google_cloud_run_v2_service: /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/,
  google_service_account: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  google_storage_bucket: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  google_compute_global_forwarding_rule_apis: /^[a-z][a-z0-9]{0,19}$/,
  google_project_iam_custom_role: /^[a-z0-9_]{3,64}$/,
  google_firestore_database: /^[a-z][a-z0-9-]{2,61}[a-z0-9]$/,
  google_identity_platform_tenant: /^[a-z][a-z0-9-]{3,19}$/,
  google_compute_network: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  google_secret_manager_secret: /^[a-zA-Z0-9_-]{1,255}$/,
};

test.each(Object.entries(FORMS))('names of %s are what Google accepts, whatever they are made of', (type, form) => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 200 }), { minLength: 1, maxLength: 4 }), (parts) => {
    const name = composeName(googleNameRules[type], parts, parts.join('/'));
    expect(name).toMatch(form);
    expect(name).not.toContain(type === 'google_storage_bucket' ? 'goog' : '\u0000');
  }));
});

test('the bootstrap step makes every service agent that is granted anything', () => {
  const text = readFileSync(join(__dirname, '../../../docs/decisions/0301-google-service-agents.md'), 'utf8');
  for (const agent of Object.values(Agent)) { expect(text).toContain(agent); }
});

test('agents are known by the project\'s number', () => {
  const zone = googleStandards().landingZone('eu-google');
  expect(agentMember(zone, Agent.CLOUD_SQL)).toBe(`serviceAccount:service-${NUMBER}@gcp-sa-cloud-sql.iam.gserviceaccount.com`);
  expect(agentMember(zone, Agent.STORAGE_TRANSFER)).toBe(`serviceAccount:project-${NUMBER}@storage-transfer-service.iam.gserviceaccount.com`);
});

test('an address space is divided without overlap, and one that is too small is refused', () => {
  expect(addressPlan('10.64.0.0/12')).toEqual({ workloads: '10.64.0.0/16', endpoints: '10.68.0.0/20', services: '10.72.0.0/20', apis: '10.76.0.1' });
  expect(addressPlan('192.168.7.0/24')).toEqual({ workloads: '192.168.7.0/26', endpoints: '192.168.7.64/26', services: '192.168.7.128/26', apis: '192.168.7.193' });
  expect(() => addressPlan('10.0.0.0/28')).toThrow(/between \/8 and \/24/);
});

test('loading the cloud loads no provider binding', () => {
  const file = join(__dirname, '../../../src/clouds/google/google-cloud.ts');
  const program = `const { GoogleCloud } = require(${JSON.stringify(file)}); new GoogleCloud();
    console.log(JSON.stringify(Object.keys(require.cache).filter((f) => f.includes('google-cloud') || f.includes('provider-google'))));`;
  const run = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', program], { cwd: join(__dirname, '../../..'), encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toEqual([file]);
});
