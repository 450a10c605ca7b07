import { Size } from '../capabilities/common';
import { PodRole, PodType } from '../environment/pod';
import { Stage, StageProfile } from '../environment/stage';
import { DEFAULT_CURRENCY, DEFAULT_RETENTION, RETENTION_DAYS } from './limits';
import { governanceSchema } from './schema-governance';
import { landingZoneSchema } from './schema-landing-zone';
import { choice, domain, email, httpsUrl, JsonSchema, listOf, name, struct, text, whole } from './schema-parts';
import { DEFAULT_PROFILES } from './stage-profiles';

/** Most e-mail addresses of one severity: a Google Cloud budget notifies five channels. */
const MAX_CONTACTS = 5;

/** Beginnings of tag names that AWS, Azure and Google Cloud keep for themselves, in any case. */
const KEPT_PREFIXES = ['aws', 'azure', 'microsoft', 'windows', 'goog'];

/**
 * JSON Schema of the standards file; `schemas/standards.schema.json` is written from it. What a schema cannot say
 * (a region outside the allowed ones, an unknown landing zone) is in `check-meaning.ts`.
 */
export function standardsSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://groundwork.example/schemas/standards.schema.json',
    title: 'Enterprise standards',
    ...struct('Enterprise standards of Groundwork: what the enterprise decided once, for every pod.', {
      organization: name('Short name of the enterprise. Part of names that are unique in the world.', 16, 'acme'),
      domain: domain('Public DNS domain of the enterprise.', 'acme.example'),
      landingZones: listOf('Places for environments; the first is the default.', landingZoneSchema(), { minItems: 1, maxItems: 100 }),
      placement: listOf(
        'Which environment goes to which landing zone. The first rule whose conditions all hold decides; if none holds, synthesis fails. '
        + 'Default: everything goes to the first landing zone.', placementSchema(), { minItems: 1, maxItems: 500 }),
      pods: listOf('Pods the enterprise knows; with this list, any other pod is refused. Default: a pod is made from its name alone.', podSchema(),
        { maxItems: 2000 }),
      tags: tagsSchema(),
      allowedRegions: listOf('Regions in which data may live (data residency). Default: the regions of the landing zones.',
        text('Name of a region.', '^[a-z0-9-]+$', 'eu-central-1'),
        { minItems: 1, uniqueItems: true, examples: [['eu-central-1', 'germanywestcentral']] }),
      retention: retentionSchema(),
      stages: stagesSchema(),
      currency: text('ISO 4217 code of the currency of budgets.', '^[A-Z]{3}$', 'EUR', { default: DEFAULT_CURRENCY }),
      usdRate: {
        type: 'number',
        description: 'US dollars that one unit of `currency` is worth. AWS keeps budgets in US dollars whatever the bill is in, '
          + 'so budgets there are converted. Required where a landing zone is on AWS and `currency` is another than USD.',
        exclusiveMinimum: 0,
        maximum: 1000,
        default: 1,
        examples: [1.1],
      },
      identityProvider: identityProviderSchema(),
      alertContacts: alertContactsSchema(),
      starterImage: text(
        'Image that a service runs until its pipeline brings the pod\'s own, pinned by digest. '
        + 'Default: a public starter image, pulled through the foundation\'s registry.',
        '^[a-z0-9][a-z0-9._:/-]{0,190}@sha256:[0-9a-f]{64}$', `registry.acme.example/starter@sha256:${'0123456789abcdef'.repeat(4)}`),
      governance: governanceSchema(),
    }, ['organization', 'domain', 'landingZones']),
  };
}

function placementSchema(): JsonSchema {
  return struct('Sends environments to a landing zone.', {
    pod: name('Pod that the rule is for. Default: any pod.', 24, 'orders'),
    stage: choice('Stage that the rule is for. Default: any stage.', Object.values(Stage)),
    pattern: text('Pattern that the rule is for. Default: any pattern.', '^[a-z](-?[a-z0-9])*$', 'customer-facing-api', { maxLength: 60 }),
    landingZone: name('Name of the landing zone.', 20, 'eu-aws'),
  }, ['landingZone']);
}

function podSchema(): JsonSchema {
  return struct('A delivery team.', {
    name: name('Name of the pod, unique.', 24, 'orders'),
    type: choice('What kind of work the pod does.', Object.values(PodType), { default: PodType.PRODUCT }),
    contact: email('Who answers for the pod. Default: the first warning contact of these standards.', 'orders@acme.example'),
    costCentre: text('Cost centre that pays. Default: the name of the pod.', '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$', 'cc-4711'),
    members: listOf('Who works in the pod. Default: nobody.', struct('A person of the pod.', {
      email: email('E-mail address by which the identity provider knows the person.', 'ada@acme.example'),
      role: choice('What the person does in the pod.', Object.values(PodRole)),
    }, ['email', 'role']), { maxItems: 200 }),
  }, ['name']);
}

function tagsSchema(): JsonSchema {
  return {
    type: 'object',
    description: 'Tags on everything, besides those that Groundwork sets. '
      + 'Where a cloud takes fewer characters (labels of Google Cloud), they are adapted. Default: none.',
    maxProperties: 30,
    propertyNames: {
      type: 'string',
      description: 'Name of a tag: letters, digits, dot, dash and underscore, beginning with a letter, at most 63 characters, '
        + `not beginning with what a cloud keeps for itself (${KEPT_PREFIXES.join(', ')}).`,
      pattern: `^(?!${KEPT_PREFIXES.map(anyCase).join('|')})[A-Za-z][A-Za-z0-9_.-]{0,62}$`,
      examples: ['business-unit'],
    },
    additionalProperties: text(
      'Value of a tag: letters, digits, spaces and _ . : / = + @ -, at most 63 characters.', '^[A-Za-z0-9 _.:/=+@-]{1,63}$', 'retail'),
    examples: [{ 'business-unit': 'retail' }],
  };
}

/** JSON Schema has no flag for it. */
function anyCase(word: string): string {
  return [...word].map((letter) => `[${letter}${letter.toUpperCase()}]`).join('');
}

function retentionSchema(): JsonSchema {
  const days = (description: string, fallback: number): JsonSchema => (
    { type: 'integer', description: `Days for which ${description} are kept.`, enum: RETENTION_DAYS, default: fallback });
  return struct('Days for which logs are kept, by class. The values are those of CloudWatch Logs; '
    + 'Azure (30 to 730 days, but for audit) and Google Cloud (at most 3650) narrow them.', {
    application: days('application logs', DEFAULT_RETENTION.application),
    access: days('access logs', DEFAULT_RETENTION.access),
    audit: days('audit logs, in the immutable archive,', DEFAULT_RETENTION.audit),
    security: days('security logs (network flows, firewall decisions)', DEFAULT_RETENTION.security),
  });
}

function stagesSchema(): JsonSchema {
  return struct('What each stage means, where it differs from the defaults.',
    Object.fromEntries(Object.values(Stage).map((stage) => [stage, profileSchema(stage, DEFAULT_PROFILES[stage])])));
}

function profileSchema(stage: Stage, profile: StageProfile): JsonSchema {
  const properties: { [property in keyof StageProfile]: JsonSchema } = {
    size: choice('Size of compute, databases and caches.', Object.values(Size)),
    zones: whole('Availability zones in use.', 1, 3, 3),
    highlyAvailable: { type: 'boolean', description: 'Whether data stores and services have a standby in another zone.' },
    minInstances: whole('Fewest running instances of a service.', 1, 100, 2),
    maxInstances: whole('Most running instances of a service.', 1, 100, 10),
    deletionProtection: { type: 'boolean', description: 'Whether resources that keep data refuse to be deleted.' },
    backupRetentionDays: whole('Days for which backups are kept.', 7, 35, 14),
    pointInTimeDays: whole(
      'Days back to any second of which a database can be restored; more than 7 make Google Cloud use Cloud SQL Enterprise Plus.', 1, 35, 7),
    monthlyBudget: whole('Monthly budget of one environment, in `currency`.', 1, 100000000, 1000),
  };
  return struct(`What ${stage} means.`, Object.fromEntries(Object.entries(properties)
    .map(([property, schema]) => [property, { ...schema, default: profile[property as keyof StageProfile] }])));
}

function identityProviderSchema(): JsonSchema {
  return struct('Who signs people and machines in. Default: none.', {
    issuer: httpsUrl('OpenID Connect issuer, exactly as tokens carry it in `iss` (a trailing slash counts).', 'https://login.acme.example/'),
    jwksUri: httpsUrl('Where the signing keys are. Default: `<issuer>/.well-known/jwks.json`.', 'https://login.acme.example/.well-known/jwks.json'),
  }, ['issuer']);
}

function alertContactsSchema(): JsonSchema {
  const contacts = (description: string) => listOf(description, email('E-mail address.', 'platform@acme.example'),
    { minItems: 1, maxItems: MAX_CONTACTS, uniqueItems: true });
  return struct('Who hears of alarms. Default: `platform@<domain>`.', {
    warning: contacts('E-mail addresses for warnings, budgets and forecasts.'),
    critical: contacts('E-mail addresses for critical alarms. Default: those for warnings.'),
  }, ['warning']);
}
