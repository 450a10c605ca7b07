import { CloudName } from '../../environment/landing-zone';
import { ControlDefinition, ControlFinding, IControl } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, UNKNOWN } from './build';
import { asFlag, asList } from './values';

/** One setting: where it stands, when it is strict enough, and what is wrong if not. */
export type Setting = readonly [argument: string, strict: (value: any, one: ControlledResource, context: ControlContext) => boolean, says: string];
/** By type of resource. */
export interface Hardened { readonly [type: string]: readonly Setting[] }

/** On, in so many words. */
export const on = (value: unknown) => asFlag(value) === true;
/** Off, where off is what the service does by itself. */
export const off = (value: unknown) => asFlag(value) !== true;
/** Off, in so many words, where the service would have it on. */
export const refused = (value: unknown) => asFlag(value) === false;
/** Nothing stands there. */
export const none = (value: unknown) => asList(value).length === 0;
export const there = (value: unknown) => asList(value).length > 0;
export const oneOf = (...values: string[]) => (value: unknown) => values.includes(value as string);
export const least = (number: number) => (value: unknown) => Number(value) >= number;
/** Asked only of what lasts: staging, production, foundations. */
export const lasting = (strict: Setting[1]): Setting[1] => (value, one, context) => !context.lasting || strict(value, one, context);

/** A control that each setting of a list is as strict as it has to be. What is written as an expression is not known, unless the judge reads it. */
export function settingsControl(definition: Omit<ControlDefinition, 'clouds'>, table: Hardened): IControl {
  const judged = (context: ControlContext, one: ControlledResource, [argument, strict, says]: Setting): ControlFinding => {
    const value = argument === '' ? undefined : one.argument(argument);
    return finding(one.address, strict(value, one, context) || (isUnknown(value) ? UNKNOWN : says), argument || undefined);
  };
  return control({ ...definition, clouds: [CloudName.AZURE] }, (context) => Object.entries(table).flatMap(([type, settings]) => context.resources([type])
    .flatMap((one) => settings.map((setting) => judged(context, one, setting)))));
}
