import { AZURE_ZONE, ALL_CLOUDS, faultsOf, GOOGLE_ZONE, LEAST } from './support';

const AWS_ZONE = LEAST.landingZones[0];
const zone = (change: object) => ({ ...LEAST, landingZones: [{ ...AWS_ZONE, ...change }] });
const azure = (change: object) => ({ ...LEAST, landingZones: [{ ...AZURE_ZONE, ...change }] });
const google = (change: object) => ({ ...LEAST, landingZones: [{ ...GOOGLE_ZONE, ...change }] });

/** One fault each: what is given, and what the one line of the message says. */
const CASES: { [title: string]: [unknown, string | RegExp] } = {
  'a misspelt property': [{ ...LEAST, tagz: {} }, 'tagz: There is no property "tagz" here. Did you mean "tags"?'],
  'a property in another spelling': [zone({ 'address_space': '10.0.0.0/8' }), /address_space: There is no property .* Did you mean "addressSpace"\?/],
  'a property that means nothing here': [
    { ...LEAST, retention: { metrics: 5 } },
    /The properties here are application, access, audit and security\./,
  ],
  'a misspelt property that is required': [
    { ...LEAST, domain: undefined, domian: 'acme.example' },
    'domian: There is no property "domian" here. Did you mean "domain"?',
  ],
  'a missing property': [
    { ...LEAST, organization: undefined },
    /^organization: This property is missing\. Add it\. Short name .* For example: organization: "acme"/,
  ],
  'no landing zone': [{ ...LEAST, landingZones: [] }, /^landingZones: \[\] is out of bounds: it must NOT have fewer than 1 items/],
  'an organization with a space': [
    { ...LEAST, organization: 'Acme Corp' },
    /^organization: "Acme Corp" does not have the form .* For example "acme"\./,
  ],
  'an organization that ends with a dash': [{ ...LEAST, organization: 'acme-' }, /^organization: /],
  'an organization of 200 characters': [{ ...LEAST, organization: 'a'.repeat(200) }, /^organization: "a{59}… \(202 characters\) is out of bounds/],
  'an organization in Chinese': [{ ...LEAST, organization: '企业' }, /^organization: "企业" does not have the form/],
  'a domain with a scheme': [{ ...LEAST, domain: 'https://acme.example' }, /^domain: .* For example "acme\.example"\./],
  'an unknown cloud': [zone({ cloud: 'gcp' }), 'landingZones[0].cloud: "gcp" is not a value that is allowed here. Write aws, azure or google.'],
  'an account id of eleven digits': [
    zone({ account: '12345678901' }),
    /account: .* AWS account id: twelve digits, in quotes\. For example "123456789012"\./,
  ],
  'an account id that is a number': [
    zone({ account: 123456789012 }),
    /account: 123456789012 is a number, not text\. Put it in quotes: "123456789012"\./,
  ],
  'a subscription that is no UUID': [azure({ account: 'my-subscription' }), /account: .* Azure subscription id: a UUID\./],
  'a tenant that is no UUID': [azure({ tenant: 'acme.onmicrosoft.com' }), /tenant: .* For example "8d3f/],
  'no tenant': [azure({ tenant: undefined }), /^landingZones\[0\]\.tenant: This property is missing\. Add it\. Microsoft Entra tenant id/],
  'a project id with capitals': [google({ account: 'Acme-Landing' }), /account: .* Google Cloud project id: 6 to 30/],
  'a project number with letters': [google({ projectNumber: 'acme12' }), /projectNumber: .* For example "415104041262"\./],
  'a billing account in lower case': [google({ billingAccount: '01a2b3-c4d5e6-f7a8b9' }), /billingAccount: .* For example "01A2B3/],
  'no billing account': [google({ billingAccount: undefined }), /billingAccount: This property is missing/],
  'a misspelt region': [
    zone({ region: 'eu-centrl-1' }),
    'landingZones[0].region: "eu-centrl-1" is not a value that is allowed here. Did you mean "eu-central-1"?',
  ],
  'a region as people write it': [azure({ region: 'Germany West Central' }), /Did you mean "germanywestcentral"\?/],
  'a region of another cloud': [zone({ region: 'europe-west3' }), /^landingZones\[0\]\.region: /],
  'a zone of another region': [zone({ zones: ['eu-central-1a', 'eu-central-1b', 'eu-west-1c'] }),
    'landingZones[0].zones[2]: "eu-west-1c" is not a zone of eu-central-1. '
    + 'The zones of eu-central-1 are "eu-central-1a", "eu-central-1b" and "eu-central-1c".'],
  'a zone twice': [azure({ zones: ['1', '2', '3', '1'] }), /^landingZones\[0\]\.zones\[3\]: The same value is given twice\./],
  'a region whose zones differ by account': [
    zone({ region: 'us-west-1' }),
    /^landingZones\[0\]\.zones: us-west-1 shows each account its own part .* State zones/,
  ],
  'an address space with host bits': [
    zone({ addressSpace: '10.65.0.0/12' }),
    'landingZones[0].addressSpace: "10.65.0.0/12" has host bits set. Write 10.64.0.0/12, where the range begins.',
  ],
  'an address space that is too small': [zone({ addressSpace: '10.0.0.0/17' }), /is not between \/8 and \/16 in size\./],
  'an address space that is too large': [zone({ addressSpace: '0.0.0.0/0' }), /is not between \/8 and \/16 in size\./],
  'an address that is none': [zone({ addressSpace: '10.300.0.0/16' }), /is not an IPv4 range\./],
  'an address space without a length': [
    zone({ addressSpace: '10.64.0.0' }),
    /^landingZones\[0\]\.addressSpace: .* no host bits\. For example "10\.64\.0\.0\/12"\./,
  ],
  'a tenant on AWS': [
    zone({ tenant: AZURE_ZONE.tenant }),
    'landingZones[0].tenant: This property is for Azure, but the landing zone is on AWS. Remove it.',
  ],
  'a state store of another cloud': [
    google({ state: { kind: 's3' } }),
    'landingZones[0].state.kind: "s3" is not a value that is allowed here. Write gcs, hcp or local.',
  ],
  'a setting of another store': [
    google({ state: { kind: 'gcs', container: 'tfstate' } }),
    /state\.container: This setting does not belong to the state store "gcs"\. Remove it; this store has bucket\./,
  ],
  'a setting of another store, by default': [
    zone({ state: { resourceGroup: 'rg' } }),
    /state\.resourceGroup: .* "s3"\. Remove it; this store has bucket and region\./,
  ],
  'a state region that AWS does not have': [
    zone({ state: { region: 'eu-central-9' } }),
    /state\.region: "eu-central-9" .* Did you mean "eu-central-1"\?/,
  ],
  'a landing zone twice': [{ ...LEAST, landingZones: [AWS_ZONE, { ...AZURE_ZONE, name: 'eu-aws' }] },
    'landingZones[1].name: The landing zone "eu-aws" is stated twice, first at landingZones[0].name. '
    + 'Give each landing zone its own name, or remove one.'],
  'a pod twice': [
    { ...LEAST, pods: [{ name: 'orders' }, { name: 'orders' }] },
    /^pods\[1\]\.name: The pod "orders" is stated twice, first at pods\[0\]\.name\./,
  ],
  'a pod in Chinese': [{ ...LEAST, pods: [{ name: '订单' }] }, /^pods\[0\]\.name: "订单" does not have the form/],
  'a member without a role': [
    { ...LEAST, pods: [{ name: 'orders', members: [{ email: 'ada@acme.example' }] }] },
    /^pods\[0\]\.members\[0\]\.role: This property is missing/,
  ],
  'an unknown role': [
    { ...LEAST, pods: [{ name: 'orders', members: [{ email: 'a@b.cd', role: 'boss' }] }] },
    /Write owner, developer, operator or viewer\./,
  ],
  'a rule for an unknown landing zone': [
    { ...ALL_CLOUDS, placement: [{ landingZone: 'eu-gogle' }] },
    'placement[0].landingZone: There is no landing zone "eu-gogle". Did you mean "eu-google"?',
  ],
  'a rule for an unknown pod': [
    { ...LEAST, pods: [{ name: 'orders' }], placement: [{ pod: 'payments', landingZone: 'eu-aws' }] },
    /^placement\[0\]\.pod: There is no pod "payments"\. The standards state orders\./,
  ],
  'a rule for an unknown stage': [
    { ...LEAST, placement: [{ stage: 'prod', landingZone: 'eu-aws' }] },
    /^placement\[0\]\.stage: "prod" .* Write development, test, staging or production\./,
  ],
  'a rule behind one that always holds': [{ ...LEAST, placement: [{ landingZone: 'eu-aws' }, { stage: 'test', landingZone: 'eu-aws' }] },
    /^placement\[1\]: This rule never decides: placement\[0\] holds whenever it does, and comes first\./],
  'a region that nobody allowed': [
    { ...LEAST, allowedRegions: ['eu-west-1'] },
    'landingZones[0].region: "eu-central-1" is not among the allowed regions (data residency). Use eu-west-1, or add it to allowedRegions.',
  ],
  'state outside the allowed regions': [
    { ...zone({ state: { region: 'us-east-1' } }), allowedRegions: ['eu-central-1'] },
    /^landingZones\[0\]\.state\.region: "us-east-1" is not among the allowed/,
  ],
  'an allowed region that is none': [
    { ...LEAST, allowedRegions: ['eu-central-1', 'eu-west-33'] },
    /^allowedRegions\[1\]: "eu-west-33" is not a region of AWS, Azure or Google Cloud\. Did you mean "eu-west-3"\?/,
  ],
  'a retention that AWS does not know': [
    { ...LEAST, retention: { access: 100 } },
    /^retention\.access: 100 .* Write 1, 3, 5, 7, 14, 30, 60, 90, .* 3288 or 3653\./,
  ],
  'a retention that Azure does not keep': [
    { ...ALL_CLOUDS, retention: { application: 14 } },
    /^retention\.application: An Azure Log Analytics workspace keeps .* 30 to 730 days, not 14\. .* write 30, 60, 90, 120, 150, 180, 365, 400 or 545\./,
  ],
  'a retention that Google Cloud does not keep': [
    { ...google({}), retention: { security: 3653 } },
    /Cloud Logging keeps logs for 1 to 3650 days, not 3653\./,
  ],
  'a budget of nothing': [{ ...LEAST, stages: { test: { monthlyBudget: 0 } } }, /^stages\.test\.monthlyBudget: 0 is out of bounds: it must be >= 1\./],
  'a budget in words': [
    { ...LEAST, stages: { test: { monthlyBudget: '500 EUR' } } },
    /monthlyBudget: "500 EUR" is text, not a whole number\. Write a whole number\./,
  ],
  'backups of three days': [
    { ...LEAST, stages: { test: { backupRetentionDays: 3, pointInTimeDays: 3 } } },
    /backupRetentionDays: 3 is out of bounds: it must be >= 7\./,
  ],
  'restore beyond the oldest backup': [
    { ...LEAST, stages: { test: { pointInTimeDays: 20 } } },
    /^stages\.test\.pointInTimeDays: pointInTimeDays \(20\) is above backupRetentionDays \(7\)/,
  ],
  'fewest above most': [
    { ...LEAST, stages: { test: { minInstances: 9 } } },
    /^stages\.test\.minInstances: minInstances \(9\) is above maxInstances \(4\)\./,
  ],
  'a standby without a second zone': [
    { ...LEAST, stages: { production: { zones: 1 } } },
    /^stages\.production\.zones: A highly available stage needs a second zone/,
  ],
  'an unknown stage': [{ ...LEAST, stages: { prod: {} } }, /^stages\.prod: There is no property "prod" here\./],
  'a currency in words': [{ ...LEAST, currency: 'Euro' }, /^currency: "Euro" .* For example "EUR"\./],
  'a currency that AWS cannot budget in': [
    { ...LEAST, currency: 'EUR' },
    'currency: Budgets are in EUR, but AWS keeps budgets in US dollars only. Add usdRate: the US dollars that one EUR is worth, such as 1.1.',
  ],
  'an issuer without https': [
    { ...LEAST, identityProvider: { issuer: 'http://login.acme.example' } },
    /^identityProvider\.issuer: .* For example "https:\/\/login\.acme\.example\/"\./,
  ],
  'no e-mail address': [
    { ...LEAST, alertContacts: { warning: ['platform'] } },
    /^alertContacts\.warning\[0\]: "platform" .* For example "platform@acme\.example"\./,
  ],
  'more contacts than a budget notifies': [
    { ...LEAST, alertContacts: { warning: 'abcdef'.split('').map((name) => `${name}@acme.example`) } },
    /^alertContacts\.warning: .* more than 5 items/,
  ],
  'a tag that AWS keeps for itself': [{ ...LEAST, tags: { 'AWS-unit': 'x' } }, /^tags\.AWS-unit: "AWS-unit" does not have the form/],
  'a tag that is a number': [{ ...LEAST, tags: { unit: 5 } }, /^tags\.unit: 5 is a number, not text\. Put it in quotes: "5"\./],
  'an image without a digest': [{ ...LEAST, starterImage: 'nginx:latest' }, /^starterImage: "nginx:latest" .*pinned by digest/],
  'a fact in camel case': [
    zone({ facts: { vpcId: 'vpc-1' } }),
    /^landingZones\[0\]\.facts\.vpcId: "vpcId" does not have the form .* For example "vpc_id"\./,
  ],
  'a list instead of the standards': [[LEAST], /^StandardsProps: The standards are a mapping of properties, but this is a list\./],
  'nothing': [null, /^StandardsProps: The standards are a mapping of properties, but this is empty\./],
};

test.each(Object.entries(CASES))('%s is one fault, with its mend', (_title, [props, expected]) => {
  const faults = faultsOf(props);
  expect(faults).toHaveLength(1);
  if (typeof expected === 'string') { expect(faults[0]).toBe(expected); } else { expect(faults[0]).toMatch(expected); }
});

describe('one fault does not bring another', () => {
  test.each([
    ['a size of nonsense beside a bound', { ...LEAST, stages: { test: { minInstances: 9, maxInstances: 'many' } } }, 'stages.test.maxInstances'],
    ['zones of nonsense where they are needed', zone({ region: 'us-west-1', zones: 'a' }), 'landingZones[0].zones'],
    ['an unknown state store with settings', zone({ state: { kind: 's4', container: 'tfstate' } }), 'landingZones[0].state.kind'],
    ['a landing zone of nonsense with a rule for it', { ...ALL_CLOUDS, landingZones: [AWS_ZONE, null], placement: [{ landingZone: 'eu-aws' }] },
      'landingZones[1]'],
    ['a region of nonsense with allowed regions', { ...zone({ region: 'nowhere' }), allowedRegions: ['eu-central-1'] }, 'landingZones[0].region'],
  ])('%s', (_title, props, path) => {
    expect(faultsOf(props).map((fault) => fault.split(': ')[0])).toEqual([path]);
  });
});

test('a stage that wants more zones than its landing zone has is refused', () => {
  expect(faultsOf(azure({ region: 'westus' }))).toEqual([
    expect.stringMatching(/region: development uses 2 availability zones, but the landing zone "eu-azure", where placement may send it, has none\./),
    expect.stringMatching(/region: test uses 2/),
    expect.stringMatching(/region: staging uses 3/),
    expect.stringMatching(/region: production uses 3/),
  ]);
});

test('all faults are reported at once, with their count', () => {
  const faults = faultsOf({
    organization: 'Acme',
    domian: 'x',
    landingZones: [{ ...AWS_ZONE, region: 'nowhere', addressSpace: '10.1.0.0/8' }, { ...AZURE_ZONE, name: 'eu-aws', tenant: 'x' }],
    retention: { audit: 2 },
    placement: [{ landingZone: 'eu-google' }],
    stages: { test: { minInstances: 50 } },
  });
  expect(faults.map((fault) => fault.split(': ')[0]).sort()).toEqual([
    'domian', 'landingZones[0].addressSpace', 'landingZones[0].region', 'landingZones[1].name', 'landingZones[1].tenant', 'organization',
    'placement[0].landingZone', 'retention.audit', 'stages.test.minInstances',
  ]);
});
