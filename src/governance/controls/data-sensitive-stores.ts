import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding } from './build';

/** Stores whose class is among the sensitive ones. */
function sensitiveOf(context: ControlContext): string[] {
  const classes: string[] = context.parameter('classes');
  return [...new Set(context.facts(['data.key']).map(({ subject }) => subject))].filter((store) => classes.includes(context.classificationOf(store) ?? ''));
}

/** What is said of a store under a rule; nothing said is a fault as well. */
function asked(context: ControlContext, store: string, rule: string, fits: (value: any) => boolean, unsaid: string): ControlFinding[] {
  const facts = context.facts([rule]).filter(({ subject }) => subject === store);
  return facts.length === 0 ? [finding(store, unsaid)] : facts.map(({ value, text, argument }) => finding(store, fits(value) || text, argument, text));
}

/** The stricter the class, the less is left to chance. */
export const dataSensitiveStores = control({
  id: 'data.sensitive-stores',
  title: 'Stores of confidential and personal data are private, and under a key of the enterprise',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.CRITICAL,
  why: 'what may not be read by strangers must neither be reachable for them nor readable without the enterprise\'s key',
  mend: 'Leave the store as its capability makes it, or classify it as what it is.',
  parameters: [
    { name: 'classes', description: 'Classes of data that are sensitive', defaultValue: ['confidential', 'personal', 'special-category'] },
    { name: 'keys', description: 'Owners of keys that are accepted', defaultValue: ['customer', 'foundation', 'fixed'] },
  ],
}, (context) => sensitiveOf(context).flatMap((store) => [
  ...asked(context, store, 'data.key', (owner) => (context.parameter('keys') as string[]).includes(owner), 'nothing says which key encrypts it'),
  ...asked(context, store, 'data.public', (open) => open === false, 'nothing says that it is closed to the public'),
]));
