import { App, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { CloudBackend } from '../clouds/cloud';
import { keepDocument } from '../documents';
import { EmbeddedEnvironment } from '../environment/embedded-environment';
import { Environment } from '../environment/environment';
import { Foundation } from '../environment/foundation';
import { IPlace } from '../environment/place';
import { Stage } from '../environment/stage';
import { resolvedAlone } from '../environment/synthesis/alone';
import { bareRoot } from '../environment/synthesis/bare-root';
import { Standards } from '../standards/standards';
import { patternsOf, recordOf, RequestRecord } from './record';

/** A place as its patterns make it when nobody interferes, and its Terraform. */
export interface Remade {
  readonly place: IPlace;
  readonly terraform: any;
}

/** Makes one pattern in `scope`. */
type Maker = (scope: Construct, id: string, index: number) => IConstruct;

/** Makes `place` once more from what it was asked for: no override, no aspect of others, no raw resource, no capability beside the patterns. */
export function remake(place: IPlace, record: RequestRecord = recordOf(place)): Remade {
  const patterns = patternsOf(place);
  return made(record, place.standards, place.cloud, (scope, _id, index) => patterns[index].again(scope, patterns[index].inputs));
}

/**
 * The same from a record alone.
 * @param classes the patterns, by id
 * @throws if the record names a pattern or an implementation of the cloud that is not at hand, or could not tell everything
 */
export function remakeFrom(record: RequestRecord, standards: Standards, classes: ReadonlyMap<string, new (scope: Construct, id: string, inputs: any) => IConstruct>,
  cloud?: CloudBackend): Remade {
  if (record.gaps.length > 0) { throw new Error(`the record of what was asked for has gaps: ${record.gaps.join('; ')}`); }
  for (const [name, text] of Object.entries(record.documents)) {
    if (keepDocument(text, name.slice(name.lastIndexOf('.') + 1)) !== name) { throw new Error(`the document ${name} is not what its name says: it was changed by hand`); }
  }
  const makers = record.patterns.map(({ id }) => {
    const known = classes.get(id);
    if (!known) { throw new Error(`the pattern ${id} is not known here: name the module that has it with --require`); }
    return known;
  });
  const remade = made(record, standards, cloud, (scope, id, index) => new makers[index](scope, id, record.patterns[index].inputs));
  if (remade.place.cloud.constructor.name !== record.cloud) { throw new Error(`it was built by ${record.cloud}, which is not at hand: name the module that has it with --require`); }
  return remade;
}

function made(record: RequestRecord, standards: Standards, cloud: CloudBackend | undefined, maker: Maker): Remade {
  const place = placeFor(bareRoot(), record, standards, cloud);
  record.patterns.forEach(({ path }, index) => {
    const scope = path.slice(0, -1).reduce<Construct>((within, id) => (within.node.tryFindChild(id) as Construct | undefined) ?? new Construct(within, id),
      place as unknown as Construct);
    maker(scope, path[path.length - 1], index);
  });
  return { place, terraform: resolvedAlone(TerraformStack.of(place)) };
}

function placeFor(app: App, record: RequestRecord, standards: Standards, cloud?: CloudBackend): IPlace {
  const { stack, under, landingZone, name, pod, stage, pattern, network } = record;
  if (record.kind === 'foundation') { return new Foundation(app, stack, { standards, landingZone, cloud }); }
  const props = { standards, name, pod: pod!, stage: stage as Stage, landingZone, cloud, pattern, network };
  if (under.length === 0) { return new Environment(app, stack, props); }
  const around = under.slice(0, -1).reduce<Construct>((scope, id) => new Construct(scope, id), new TerraformStack(app, stack));
  return new EmbeddedEnvironment(around, under[under.length - 1], props);
}

