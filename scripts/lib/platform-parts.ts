import { join } from 'path';
import { App } from 'cdktf';
import { CONTRACT } from '../../patterns/customer-facing-api/contract';
import { APIS, AUTHORITIES } from '../../patterns/customer-facing-api/contract-samples';
import { CustomerFacingApi, CustomerFacingApiProps, DataClassification, Environment, Foundation, Size, Stage, Standards, StandardsProps } from '../../src';
import { stringify } from '../../src/environment/stringify';
import { toTerraformOnce } from '../../src/environment/synthesis';
import { coveringVariants } from '../../src/governance/shape/covering';
import { inputsOf } from '../../src/governance/shape/variants';
import { buildModel } from '../../src/review/build';
import { ReviewModel } from '../../src/review/model';
import { treeOf } from '../../src/review/tree';
import { keepDocument } from '../../src/documents';
import { STANDARDS } from '../../test/support/standards';

const CLOUDS = ['aws', 'azure', 'google'];

const ZONES: { readonly [cloud: string]: string[] } = { aws: ['eu-central-1a', 'eu-central-1b'], azure: ['1', '2'], google: ['europe-west3-a', 'europe-west3-b'] };

/** Two enterprises that share next to nothing. */
const ENTERPRISES: StandardsProps[] = [
  STANDARDS,
  {
    ...STANDARDS, landingZones: STANDARDS.landingZones.map((zone) => ({ ...zone, zones: ZONES[zone.cloud] })),
    stages: { staging: { zones: 2 }, production: { zones: 2 } }, organization: 'globex', domain: 'globex.example', tags: { unit: 'x' }, identityProvider: { issuer: 'https://login.globex.example/' },
    alertContacts: { warning: ['one@globex.example'], critical: ['two@globex.example', 'three@globex.example'] },
  },
];

/** An API without any personal data: nothing is masked in its logs. */
const BARE = keepDocument(JSON.stringify({ openapi: '3.1.0', info: { title: 'Bare', version: '1.0.0' }, security: [], paths: { '/': { get: { responses: { 200: { description: 'Done' } } } } } }), 'json');

/** What pods may ask for, from the least to the most, each with another name and another document. */
const ASKED: { readonly id: string; readonly openapi: string; readonly props: Partial<CustomerFacingApiProps> }[] = [
  { id: 'orders', openapi: join(__dirname, '..', '..', 'examples', 'acme', 'orders.openapi.yaml'), props: { database: {}, keyValueStore: { expiryAttribute: 'ends' }, cache: {}, objectStore: { expireDays: 30 } } },
  { id: 'shop', openapi: APIS[0], props: {} },
  {
    id: 'desk', openapi: APIS[1],
    props: {
      database: { size: Size.LARGE, version: '17', classification: DataClassification.PUBLIC }, keyValueStore: { sortKey: 'since' }, cache: { size: Size.SMALL }, objectStore: { immutableDays: 20 },
      service: { maxInstances: 9 }, objectives: { availability: 0.99 },
    },
  },
  { id: 'machines', openapi: APIS[1], props: { database: {}, mutualTls: { trustStoreFile: AUTHORITIES[0] } } },
  { id: 'bare', openapi: BARE, props: { objectStore: {} } },
  { id: 'items', openapi: BARE, props: { keyValueStore: {}, cache: {} } },
  { id: 'people', openapi: APIS[0], props: { database: { size: Size.SMALL }, objectStore: {}, cache: {}, keyValueStore: {}, userDirectory: { callbackUrls: ['https://app.example.com/in'] }, authentication: undefined } },
];

/** Every combination of any three of the pattern's parts is among these, so that what belongs to two parts together is not taken for one's. */
const VARIANTS = coveringVariants(CONTRACT).map((variant, i) => ({ id: `variant-${i}`, openapi: BARE, props: { ...inputsOf(CONTRACT, variant), openapi: BARE } as Partial<CustomerFacingApiProps> }));

/** What a part consisted of in one environment, and what else its pattern had there. */
interface Seen { readonly paths: string[]; readonly beside: ReadonlySet<string> }

/** A part is named by its pattern and its place in it, or by its place in the environment. */
type Parts = Map<string, Seen[]>;

function modelOf(place: any): ReviewModel {
  place.prepareStack();
  const terraform = toTerraformOnce(place);
  return buildModel(terraform, stringify(terraform), treeOf(place));
}

function keep(known: Parts, name: string, paths: string[], beside: string[] = []): void {
  known.set(name, [...known.get(name) ?? [], { paths, beside: new Set(beside) }]);
}

function read(known: Parts, { identity, parts, resources }: ReviewModel): void {
  const kinds = new Map(parts.map((part) => [part.path, part.kind]));
  for (const { path, kind } of parts) {
    if (kind === 'Construct') { continue; }
    const around = identity.patterns.find((pattern) => path.startsWith(`${pattern.path}/`));
    const name = around ? `${around.id}${path.slice(around.path.length)}` : `environment/${path}`;
    const beside = around ? parts.filter((other) => other.kind !== 'Construct' && other.path.startsWith(`${around.path}/`)).map((other) => other.path.slice(around.path.length + 1)) : [];
    keep(known, name, resources.filter((r) => r.path.startsWith(`${path}/`)).map((r) => r.path.slice(path.length + 1)), beside);
  }
  const others = resources.filter(({ part }) => kinds.get(part) === 'Construct').map(({ path }) => path);
  keep(known, identity.kind, others.filter((path) => !identity.patterns.some((pattern) => path.startsWith(`${pattern.path}/`))));
}

function inAll(seen: readonly Seen[]): string[] {
  return seen[0].paths.filter((path) => seen.every(({ paths }) => paths.includes(path)));
}

/** What a part always has, and under `<name> with <part>` what it has besides wherever its pattern has that other part. */
function listsOf(name: string, seen: readonly Seen[]): (readonly [string, string[]])[] {
  const always = inAll(seen);
  const sometimes = [...new Set(seen.flatMap(({ beside }) => [...beside]))].filter((other) => !seen.every(({ beside }) => beside.has(other)));
  return [[name, always], ...sometimes.map((other) => {
    const more = inAll(seen.filter(({ beside }) => beside.has(other))).filter((path) => !always.includes(path));
    return [`${name} with ${other}`, more] as const;
  })];
}

function partsOf(cloud: string): Parts {
  const known: Parts = new Map();
  const context = { 'groundwork:governance': 'off', 'groundwork:review': 'off' };
  for (const given of ENTERPRISES) {
    const standards = Standards.fromProps(given);
    read(known, modelOf(new Foundation(new App({ context }), 'foundation', { standards, landingZone: `eu-${cloud}` })));
    for (const stage of Object.values(Stage)) {
      for (const { id, openapi, props } of [...ASKED, ...VARIANTS]) {
        const env = new Environment(new App({ context }), `e-${id}`, {
          standards, landingZone: `eu-${cloud}`, stage, pod: id, pattern: CustomerFacingApi.PATTERN_ID,
        });
        new CustomerFacingApi(env, id, { openapi, authentication: { issuer: `https://login.${id}.example/`, audience: id }, consent: { purpose: 'sale' }, ...props });
        read(known, modelOf(env));
      }
    }
  }
  return known;
}

/** A short list stands on the line of its part. */
function part(name: string, list: string): string {
  const short = `    '${name}': [${list.trim().replace(/,$/, '')}],`;
  return list.includes('\n') || short.length > 150 ? `    '${name}': [\n${list}\n    ],` : short;
}

/** The source of src/governance/controls/platform-parts.ts. */
export function platformPartsSource(): string {
  const listed = (paths: readonly string[]) => {
    const lines: string[] = [];
    for (const path of [...paths].sort().map((name) => `'${name}',`)) {
      const last = lines[lines.length - 1];
      if (last !== undefined && last.length + path.length < 150) { lines[lines.length - 1] = `${last} ${path}`; } else { lines.push(`      ${path}`); }
    }
    return lines.join('\n');
  };
  const clouds = CLOUDS.map((cloud) => {
    const kinds = [...partsOf(cloud)].flatMap(([name, seen]) => listsOf(name, seen)).filter(([, paths]) => paths.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    return `  ${cloud}: {\n${kinds.map(([kind, paths]) => part(kind, listed(paths))).join('\n')}\n  },`;
  });
  return [
    '// Written by scripts/write-platform-parts.ts from environments and foundations of several enterprises, stages and requests.', '',
    '/**',
    ' * What each part always consists of, by cloud: construct paths below it. `environment` and `foundation` stand for what belongs to no capability;',
    ' * what a part has only where its pattern has another one stands under `<part> with <other>`.',
    ' */',
    `export const CONSISTS_OF: { readonly [cloud: string]: { readonly [part: string]: readonly string[] } } = {\n${clouds.join('\n')}\n};`, '',
  ].join('\n');
}
